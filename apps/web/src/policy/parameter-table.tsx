import type { LawParameter, LawValue } from '@daohu/domain/standards/contract';
import { type Column, formatDate, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { useMay } from '../access/me.ts';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { ruleValueText } from '../standards/rule-number.ts';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { packEn } from './pack.messages.en.ts';
import { packZhCn } from './pack.messages.zh-cn.ts';

/** Parameters with the value that came last and, opened, every value before it. */
export function ParameterTable({ parameters }: { readonly parameters: readonly LawParameter[] }) {
  const words = useWords({ zh: packZhCn, en: packEn });
  const columns: Column<LawParameter>[] = [
    {
      key: 'name',
      title: words.parameter,
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
    { key: 'values', title: words.valueNow, block: true, cell: (parameter) => <Values parameter={parameter} /> },
    {
      key: 'usedBy',
      title: words.usedBy,
      block: true,
      cell: ({ usedBy }) => (
        <ul className="law-used">
          {[...new Map(usedBy.map((one) => [one.rule, one.title]))].map(([rule, title]) => (
            <li key={rule}>
              <span lang="zh-CN">{title}</span>{' '}
              {usedBy
                .filter((one) => one.rule === rule)
                .map(({ pack }) => (
                  <Link key={pack} className="law-used-in" to={`/policy/rules/${pack}/${rule}`}>
                    {pack}
                  </Link>
                ))}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return <RecordTable caption={words.parameters} columns={columns} rows={parameters} rowKey={({ name }) => name} />;
}

function Values({ parameter }: { readonly parameter: LawParameter }) {
  const words = useWords({ zh: packZhCn, en: packEn });
  const [latest, ...earlier] = parameter.values;
  if (!latest) return null;
  return (
    <>
      <Value value={latest} unit={parameter.unit} />
      {parameter.reading === null ? null : (
        <p className="absent law-under" lang="zh-CN">
          {words.reading}：{parameter.reading.taken}
        </p>
      )}
      {earlier.length === 0 ? null : (
        <details className="law-earlier">
          <summary>{words.earlier(earlier.length)}</summary>
          <ul aria-label={words.history(parameter.title ?? parameter.name)}>
            {earlier.map((value) => (
              <li key={value.from + value.knownSince}>
                <Value value={value} unit={parameter.unit} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Value({ value, unit }: { readonly value: LawValue; readonly unit: string }) {
  const words = useWords({ zh: packZhCn, en: packEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const mayFill = useMay('standards.listOpenSettings');
  const { from, until, knownSince, table, clauses, source, status, note } = value;
  const amount = ruleValueText(value.value, { unit, year: 0 }, language);
  return (
    <div className="law-value">
      <span className="row law-tight">
        {table !== null ? null : amount === null ? (
          <StateWord tone="notice" word={words.unset} />
        ) : (
          <strong className="figure">{amount}</strong>
        )}
        <span className="absent">
          {until === null
            ? common.from(formatDate(from, language))
            : common.fromUntil(formatDate(from, language), formatDate(until, language))}
        </span>
        {status === 'unverified' ? <StateWord tone="notice" word={words.unverified} /> : null}
        {clauses.map(({ id, ref }) => (
          <ClauseButton key={id} id={id} place={ref} />
        ))}
        {amount === null && table === null && mayFill ? <Link to="/settings">{words.goSettings}</Link> : null}
      </span>
      {table === null ? null : (
        <dl className="law-cells">
          {table.map((row) => (
            <div key={row.categories.join('/')}>
              <dt lang="zh-CN">{row.categories.length === 0 ? words.otherwise : row.categories.join(' · ')}</dt>
              <dd className="figure">{ruleValueText(row.value, { unit, year: 0 }, language) ?? words.unset}</dd>
            </div>
          ))}
        </dl>
      )}
      {knownSince === from ? null : (
        <span className="absent">{words.knownSince(formatDate(knownSince, language))}</span>
      )}
      {source === null ? null : (
        <span className="law-source" lang="zh-CN">
          {source}
        </span>
      )}
      {note === null ? null : (
        <span className="law-source" lang="zh-CN">
          {note}
        </span>
      )}
    </div>
  );
}
