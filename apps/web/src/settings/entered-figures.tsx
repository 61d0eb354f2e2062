import type { EnteredFigure, EntryStatus } from '@daohu/domain/standards/contract';
import { type Column, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { amountText } from '../standards/rule-number.ts';
import { openSettingsEn } from './open-settings.messages.en.ts';
import { openSettingsZhCn } from './open-settings.messages.zh-cn.ts';

/** Figures that offices filled in, each with its source. */
export function EnteredFigures({ figures }: { readonly figures: readonly EnteredFigure[] }) {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  const { language } = useLanguage();
  if (figures.length === 0) return <p className="absent">{words.enteredNone}</p>;
  const columns: Column<EnteredFigure>[] = [
    {
      key: 'place',
      title: words.place,
      leading: true,
      cell: ({ divisionName }) => <span lang="zh-CN">{divisionName}</span>,
    },
    { key: 'title', title: words.figure, cell: ({ title }) => <span lang="zh-CN">{title}</span> },
    { key: 'year', title: words.year, cell: ({ year }) => words.yearOf(year) },
    {
      key: 'value',
      title: words.value,
      align: 'end',
      cell: ({ value, unit }) => <span className="figure">{amountText(value, unit, language)}</span>,
    },
    { key: 'source', title: words.source, block: true, cell: ({ source }) => <span lang="zh-CN">{source}</span> },
    { key: 'by', title: words.by, cell: ({ recordedBy }) => recordedBy },
    { key: 'state', title: words.state, cell: ({ status }) => <EntryState status={status} /> },
  ];
  return (
    <div className="scroll-x">
      <RecordTable
        caption={words.caption}
        columns={columns}
        rows={figures}
        rowKey={({ series, division, year, recordedAt }) => `${series}${division}${year}${recordedAt}`}
      />
    </div>
  );
}

/** Invented values of the demonstration are marked as such wherever they stand. */
export function EntryState({ status }: { readonly status: EntryStatus }) {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  return status === 'demonstration' ? (
    <StateWord tone="notice" word={words.demonstration} />
  ) : (
    <StateWord tone="plain" word={words.enteredState} />
  );
}
