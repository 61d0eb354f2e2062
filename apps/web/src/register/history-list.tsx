import type { HistoryEntry } from '@daohu/domain/register/contract';
import { formatInstant, Mark, useLanguage, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { findItemByColumn, itemName } from '../items/item-value.ts';
import { actsOf } from './history-acts.ts';
import { householdEn } from './household.messages.en.ts';
import { householdZhCn } from './household.messages.zh-cn.ts';

const SHOWN_AT_FIRST = 8;

/** 变动记录, newest first: when, who, by which act, and each value before and after. */
export function HistoryList({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  if (entries.length === 0) return <p className="absent">{words.historyNone}</p>;
  return (
    <ol className="history">
      {actsOf(entries).map(({ act, at, accountName, command, changed, plain }) => (
        <li key={act}>
          <div className="history-head">
            <time dateTime={at}>{formatInstant(at, language)}</time>
            <strong>{commandWord(command, words)}</strong>
            <span className="absent">
              {words.historyBy(accountName)} · {words.act(act)}
            </span>
          </div>
          {plain.map(({ kind, entity, years, subjects }) => (
            <p key={`${kind} ${entity}`}>
              {words.kinds[kind]}
              {words.entities[entity]}：<span lang="zh-CN">{subjects.join('、')}</span>{' '}
              <span className="absent">{years.map((year) => words.yearOf(year)).join('、')}</span>
            </p>
          ))}
          {changed.map((entry) => (
            <div key={`${entry.entity} ${entry.subject} ${entry.year} ${entry.kind}`}>
              <p>
                {words.kinds[entry.kind]}
                {words.entities[entry.entity]}：<span lang="zh-CN">{entry.subject}</span>{' '}
                {entry.year === null ? null : <span className="absent">{words.yearOf(entry.year)}</span>}
              </p>
              <Changes entry={entry} />
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Changes({ entry }: { readonly entry: HistoryEntry }) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  const [all, setAll] = useState(false);
  const shown = all ? entry.changes : entry.changes.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul className="changes">
        {shown.map((change) => {
          const item = findItemByColumn(change.item);
          return (
            <li key={change.item}>
              <span className="changes-item">{item ? itemName(item, language) : change.nameZh}</span>
              <ChangedValue before={change.before} after={change.after} isNew={entry.kind === 'created'} />
            </li>
          );
        })}
      </ul>
      {shown.length < entry.changes.length ? (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {words.showAllChanges(entry.changes.length)}
        </Button>
      ) : null}
    </>
  );
}

interface ChangedValueProps {
  readonly before: string | null;
  readonly after: string | null;
  /** Nothing was there before: only the new value is shown. */
  readonly isNew: boolean;
}

/** 旧 → 新, each named for those who do not see the arrow. */
export function ChangedValue({ before, after, isNew }: ChangedValueProps) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const shown = (value: string | null) =>
    value === null ? <span className="absent">{words.empty}</span> : <span lang="zh-CN">{value}</span>;
  return (
    <span className="changed">
      {isNew ? null : (
        <>
          <del>
            <span className="unseen">{words.before} </span>
            {shown(before)}
          </del>
          <Mark name="arrow" />
        </>
      )}
      <ins>
        {isNew ? null : <span className="unseen">{words.after} </span>}
        {shown(after)}
      </ins>
    </span>
  );
}

function commandWord(command: string, words: typeof householdZhCn): string {
  switch (command) {
    case 'exchange.applyImport':
      return words.commands.applyImport;
    case 'exchange.undoImport':
      return words.commands.undoImport;
    case 'divisions.recodeCounty':
      return words.commands.recode;
    default:
      return words.commands.other;
  }
}
