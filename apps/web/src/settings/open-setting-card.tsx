import type { FilledValue, OpenSetting } from '@daohu/domain/standards/contract';
import { type Column, formatDate, Note, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { ruleValueText } from '../standards/rule-number.ts';
import { EntryState } from './entered-figures.tsx';
import { openSettingsEn } from './open-settings.messages.en.ts';
import { openSettingsZhCn } from './open-settings.messages.zh-cn.ts';

interface OpenSettingCardProps {
  readonly setting: OpenSetting;
  readonly onFill: () => void;
}

/** 待填参数: what the document says, why it is open, and the values filled so far. */
export function OpenSettingCard({ setting, onFill }: OpenSettingCardProps) {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  const { language } = useLanguage();
  const name = setting.title ?? setting.parameter;
  const columns: Column<FilledValue>[] = [
    {
      key: 'value',
      title: words.value,
      leading: true,
      cell: ({ value }) => (
        <span className="figure">{ruleValueText(value, { unit: setting.unit, year: 0 }, language)}</span>
      ),
    },
    {
      key: 'from',
      title: words.holdsFrom,
      cell: ({ holdsFrom, holdsUntil }) =>
        `${formatDate(holdsFrom, language)}${holdsUntil === null ? '' : ` ${words.until(formatDate(holdsUntil, language))}`}`,
    },
    { key: 'basis', title: words.basis, block: true, cell: ({ basis }) => <span lang="zh-CN">{basis}</span> },
    { key: 'by', title: words.by, cell: ({ recordedBy }) => recordedBy },
    { key: 'state', title: words.state, cell: ({ status }) => <EntryState status={status} /> },
  ];
  return (
    <article className="open-setting">
      <div className="panel-heading">
        <h3 lang="zh-CN">
          {name} · {setting.divisionName}
        </h3>
        {setting.mayFill ? (
          <Button onClick={onFill}>
            {setting.filled.length === 0 ? words.fill : words.addValue}
            <span className="unseen">{`: ${name}, ${setting.divisionName}`}</span>
          </Button>
        ) : null}
      </div>
      <p className="row">
        <span lang="zh-CN">{setting.packTitle}</span>
        {setting.clauses.map((clause) => (
          <ClauseButton key={clause.id} id={clause.id} place={clause.ref} />
        ))}
        <span className="absent">{words.openFrom(formatDate(setting.openFrom, language))}</span>
      </p>
      {setting.note === null ? null : (
        <p className="absent" lang="zh-CN">
          {setting.note}
        </p>
      )}
      {setting.filled.length === 0 ? (
        <Note tone="notice">
          <p>{words.unfilled}</p>
          {setting.mayFill ? null : <p>{words.onlyOthers}</p>}
        </Note>
      ) : (
        <div className="scroll-x">
          <RecordTable
            caption={name}
            columns={columns}
            rows={setting.filled}
            rowKey={({ holdsFrom, recordedAt }) => holdsFrom + recordedAt}
          />
        </div>
      )}
    </article>
  );
}
