import type { LawItem, LawQuantity, LawStep, LawTargetYear } from '@daohu/domain/standards/contract';
import { itemFieldLabels, itemWordLabels } from '@daohu/domain/standards/labels';
import { type Column, formatCount, formatDate, Note, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { useLocation } from 'react-router';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import './items.css';
import { itemsEn } from './items.messages.en.ts';
import { itemsZhCn } from './items.messages.zh-cn.ts';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';

/** One item of a document: what it says, in fields, numbers, steps or years, with its clauses. */
export function ItemCard({ item }: { readonly item: LawItem }) {
  const words = useWords({ zh: itemsZhCn, en: itemsEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const rule = useWords({ zh: ruleZhCn, en: ruleEn });
  const { language } = useLanguage();
  const { hash } = useLocation();
  const { id, title, aim, holdsFrom, holdsUntil, clauses, reading, damaged, note, awaits, fields } = item;
  const isAsked = decodeURIComponent(hash) === `#${id}`;
  return (
    <article id={id} tabIndex={-1} className={isAsked ? 'panel item-card rule-part-asked' : 'panel item-card'}>
      <h2 className="row law-tight">
        <span lang="zh-CN">{title}</span>
        {aim ? <StateWord tone="plain" word={common.aim} /> : null}
        {awaits.length > 0 ? <StateWord tone="notice" word={words.waits} /> : null}
      </h2>
      {holdsFrom === null && holdsUntil === null ? null : (
        <p className="absent">
          {holdsFrom === null ? null : common.from(formatDate(holdsFrom, language))}{' '}
          {holdsUntil === null ? null : rule.until(formatDate(holdsUntil, language))}
        </p>
      )}
      {fields.length === 0 ? null : (
        <dl className="item-fields">
          {fields.map(({ key, values }) => (
            <div key={key}>
              <dt>{(language === 'zh-CN' ? itemFieldLabels[key] : words.fields[key]) ?? key}</dt>
              <dd lang="zh-CN">{values.map((value) => wordOf(value, language, words.words)).join('；')}</dd>
            </div>
          ))}
        </dl>
      )}
      <Quantities quantities={item.quantities} />
      <Steps steps={item.steps} title={title} />
      <Years years={item.years} title={title} />
      {reading === null ? null : (
        <p className="law-source">
          {rule.reading}：<span lang="zh-CN">{reading.taken}</span>
          {reading.alternative === null ? null : (
            <>
              {' '}
              {rule.alternative}：<span lang="zh-CN">{reading.alternative}</span>
            </>
          )}
        </p>
      )}
      {damaged === null ? null : (
        <Note tone="notice">
          <span lang="zh-CN">{damaged}</span>
        </Note>
      )}
      {note === null ? null : (
        <p className="absent" lang="zh-CN">
          {note}
        </p>
      )}
      {awaits.map(({ row, title: awaited, titleEn }) => (
        <p key={row} className="absent">
          {words.awaits(row)} {language === 'zh-CN' ? awaited : titleEn}
        </p>
      ))}
      <ul className="item-clauses">
        {clauses.map(({ id: clause, ref, quote }) => (
          <li key={clause}>
            <ClauseButton id={clause} place={ref} /> <span lang="zh-CN">{quote}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}

function wordOf(value: string, language: string, english: Readonly<Record<string, string>>): string {
  return (language === 'zh-CN' ? itemWordLabels[value] : english[value]) ?? value;
}

function Quantities({ quantities }: { readonly quantities: readonly LawQuantity[] }) {
  const words = useWords({ zh: itemsZhCn, en: itemsEn });
  const { language } = useLanguage();
  if (quantities.length === 0) return null;
  return (
    <dl className="item-fields">
      {quantities.map(({ name, is, written, value, by, of, note }) => (
        <div key={`${name}${by}${of}`}>
          <dt lang="zh-CN">{name}</dt>
          <dd>
            {is === 'exact' ? null : `${wordOf(is, language, words.words)} `}
            {value === null && written === '' ? (
              <StateWord tone="notice" word={words.open} />
            ) : (
              <strong className="figure" lang="zh-CN">
                {written}
              </strong>
            )}
            {by === null ? null : <span className="absent"> {words.by(by)}</span>}
            {of === null ? null : (
              <span className="absent" lang="zh-CN">
                {' '}
                {of}
              </span>
            )}
            {note === null ? null : (
              <span className="absent" lang="zh-CN">
                {' '}
                {note}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Steps({ steps, title }: { readonly steps: readonly LawStep[]; readonly title: string }) {
  const words = useWords({ zh: itemsZhCn, en: itemsEn });
  const { language } = useLanguage();
  if (steps.length === 0) return null;
  const columns: Column<LawStep>[] = [
    { key: 'title', title: words.step, leading: true, cell: (step) => <span lang="zh-CN">{step.title}</span> },
    {
      key: 'by',
      title: words.actor,
      cell: ({ by, actor }) => (
        <span lang="zh-CN">{actor ?? (by === null ? words.notSaid : wordOf(by, language, words.words))}</span>
      ),
    },
    { key: 'act', title: words.act, cell: ({ act }) => wordOf(act, language, words.words) },
    { key: 'numbers', title: words.numbers, cell: (step) => <StepNumbers step={step} /> },
    {
      key: 'more',
      title: words.more,
      block: true,
      cell: ({ media, needs, confirms, note, optional }) => (
        <span lang="zh-CN">
          {[optional ? words.optional : '', ...media, ...needs, ...confirms, note ?? ''].filter(Boolean).join('；')}
        </span>
      ),
    },
  ];
  return (
    <div className="law-table">
      <RecordTable caption={title} columns={columns} rows={steps} rowKey={({ id }) => id} />
    </div>
  );
}

/** Days and rates; what the text leaves open says so, because an office has to fill it in. */
function StepNumbers({ step }: { readonly step: LawStep }) {
  const words = useWords({ zh: itemsZhCn, en: itemsEn });
  const { days, sampleRate, withinDays, window } = step;
  return (
    <span className="row law-tight">
      {days === undefined ? null : days === null ? (
        <StateWord tone="notice" word={words.daysOpen} />
      ) : (
        <span>{words.days(days)}</span>
      )}
      {sampleRate === undefined ? null : sampleRate === null ? (
        <StateWord tone="notice" word={words.rateOpen} />
      ) : (
        <span>{words.rate(sampleRate)}</span>
      )}
      {withinDays === null ? null : <span>{words.within(withinDays)}</span>}
      {window === null ? null : <span className="figure">{`${window.from}—${window.to}`}</span>}
    </span>
  );
}

function Years({ years, title }: { readonly years: readonly LawTargetYear[]; readonly title: string }) {
  const words = useWords({ zh: itemsZhCn, en: itemsEn });
  if (years.length === 0) return null;
  const columns: Column<LawTargetYear>[] = [
    { key: 'year', title: words.year, leading: true, cell: ({ year }) => year },
    { key: 'share', title: words.share, align: 'end', cell: ({ share }) => (share === null ? null : `${share}%`) },
    {
      key: 'count',
      title: words.count,
      align: 'end',
      cell: ({ count, unit, isComputed }) =>
        count === null ? null : (
          <>
            <strong>{formatCount(count)}</strong> <span lang="zh-CN">{unit}</span>
            {isComputed ? <span className="absent"> {words.computed}</span> : null}
          </>
        ),
    },
    {
      key: 'note',
      title: words.more,
      block: true,
      cell: ({ note }) => <span lang="zh-CN">{note}</span>,
    },
  ];
  return (
    <div className="law-table">
      <RecordTable caption={title} columns={columns} rows={years} rowKey={({ year }) => year} />
    </div>
  );
}
