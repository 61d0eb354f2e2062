import type { ParameterInForce, TableInForce } from '@daohu/domain/standards/contract';
import { type Column, formatDate, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { useMay } from '../access/me.ts';
import { ruleValueText } from '../standards/rule-number.ts';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { packEn } from './pack.messages.en.ts';
import { packZhCn } from './pack.messages.zh-cn.ts';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';

/** The parameters of a rule as they stand at a place on a day, each with where its value comes from. */
export function RuleParameters({ parameters }: { readonly parameters: readonly ParameterInForce[] }) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  const pack = useWords({ zh: packZhCn, en: packEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const maySet = useMay('standards.listOpenSettings');
  const columns: Column<ParameterInForce>[] = [
    {
      key: 'name',
      title: pack.parameter,
      leading: true,
      cell: ({ name, title }) => (
        <div>
          <span lang="zh-CN">{title ?? name}</span>
          {title === null || title === name ? null : (
            <code className="law-under" lang="zh-CN">
              {name}
            </code>
          )}
        </div>
      ),
    },
    {
      key: 'value',
      title: pack.valueNow,
      align: 'end',
      cell: ({ value, unit, state, table }) => {
        if (table !== null) return <Cells table={table} unit={unit} />;
        const text = ruleValueText(value, { unit, year: 0 }, language);
        if (text !== null) return <strong className="figure">{text}</strong>;
        return (
          <span className="row law-tight">
            <StateWord tone="notice" word={state === 'not-in-force' ? words.notInForce : pack.unset} />
            {state === 'unset' && maySet ? <Link to="/settings">{pack.goSettings}</Link> : null}
          </span>
        );
      },
    },
    {
      key: 'since',
      title: pack.since,
      cell: ({ from, until }) => {
        if (from === null) return null;
        const day = formatDate(from, language);
        return until === null ? common.from(day) : common.fromUntil(day, formatDate(until, language));
      },
    },
    {
      key: 'from',
      title: pack.from,
      block: true,
      cell: ({ pack: key, source, status, state }) => (
        <span className="row law-tight">
          {key === null ? null : (
            <Link to={`/policy/packs/${key}`}>
              <code>{key}</code>
            </Link>
          )}
          {status === 'unverified' ? <StateWord tone="notice" word={pack.unverified} /> : null}
          {state === 'set' ? <StateWord tone="notice" word={words.setByOffice} /> : null}
          {source === null ? null : (
            <span className="law-source" lang="zh-CN">
              {source}
            </span>
          )}
        </span>
      ),
    },
  ];
  if (parameters.length === 0) return <p className="absent">{words.noParameters}</p>;
  return (
    <div className="law-table">
      <RecordTable caption={words.parameters} columns={columns} rows={parameters} rowKey={({ name }) => name} />
    </div>
  );
}

function Cells({ table, unit }: { readonly table: TableInForce; readonly unit: string }) {
  const pack = useWords({ zh: packZhCn, en: packEn });
  const { language } = useLanguage();
  const rows = [
    ...table.cells.map(({ name, categories, value }) => ({ name, label: categories.join(' · '), value })),
    ...(table.otherwise === null ? [] : [{ name: '', label: pack.otherwise, value: table.otherwise }]),
  ];
  return (
    <dl className="law-cells law-cells-column">
      {rows.map(({ name, label, value }) => (
        <div key={name}>
          <dt lang="zh-CN">{label}</dt>
          <dd className="figure">{ruleValueText(value, { unit, year: 0 }, language) ?? pack.unset}</dd>
        </div>
      ))}
    </dl>
  );
}
