import type { HouseholdDetail } from '@daohu/domain/register/contract';
import { formatDate, Note, PageHeading, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useMay } from '../access/me.ts';
import { FailureNote } from '../server/failure-note.tsx';
import { Refused } from '../server/request.ts';
import { householdVerdictQuery } from '../standards/standards-queries.ts';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { VerdictPanel } from '../standards/verdict-panel.tsx';
import './household.css';
import { householdEn } from './household.messages.en.ts';
import { householdZhCn } from './household.messages.zh-cn.ts';
import { HouseholdSections } from './household-record.tsx';
import { PlacePath } from './place-path.tsx';
import { householdQuery } from './register-queries.ts';
import { ExitStatusWord } from './status-word.tsx';

/** 一户一档: one household in one year, and whether it may leave the register. */
export default function HouseholdPage() {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  const { county = '', id = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const year = wholeNumber(address.get('year'));
  const asOf = address.get('asOf');
  const household = useQuery(householdQuery({ county, id }, year, asOf));
  const set = (name: 'year' | 'asOf', value: string | null) => {
    const next = new URLSearchParams(address);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setAddress(next);
  };

  if (household.isPending) return <p role="status">{words.loading}</p>;
  if (household.isError) {
    return (
      <>
        <PageHeading title={words.register} />
        {asOf !== null && household.error instanceof Refused ? (
          <Note tone="notice" live="assertive">
            <p>{words.asOfNothing(formatDate(asOf, language))}</p>
            <Button onClick={() => set('asOf', null)}>{words.asOfNow}</Button>
          </Note>
        ) : (
          <FailureNote error={household.error} onRetry={() => household.refetch()} />
        )}
      </>
    );
  }
  return (
    <div className="stack">
      <HouseholdHeader
        household={household.data}
        onYear={(chosen) => set('year', String(chosen))}
        onAsOf={(day) => set('asOf', day)}
      />
      <HouseholdVerdictPanel key={`${household.data.year}-${asOf}`} household={household.data} />
      <HouseholdSections household={household.data} />
    </div>
  );
}

interface HouseholdHeaderProps {
  readonly household: HouseholdDetail;
  readonly onYear: (year: number) => void;
  readonly onAsOf: (day: string | null) => void;
}

function HouseholdHeader({ household, onYear, onAsOf }: HouseholdHeaderProps) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  const { yearly, members, year, asOf } = household;
  const head = members.find((member) => member.yearly.relation === 'head') ?? members[0];
  return (
    <div className="stack household-top">
      <PageHeading
        title={head ? words.titleOf(head.name) : words.noHead}
        above={
          <PlacePath label={words.place} start={words.register} year={year} place={household.place} villageLeads />
        }
        beside={
          <div className="row">
            <Select
              aria-label={words.year}
              value={year}
              onChange={onYear}
              options={household.years.map((each) => ({ value: each, label: words.yearOf(each) }))}
            />
            <DatePicker
              aria-label={words.asOf}
              placeholder={words.asOfPlaceholder}
              className="as-of"
              value={asOf === null ? null : dayjs(asOf)}
              maxDate={dayjs()}
              format={(day) => formatDate(day.format('YYYY-MM-DD'), language)}
              onChange={(day) => onAsOf(day && !Array.isArray(day) ? day.format('YYYY-MM-DD') : null)}
            />
          </div>
        }
      />
      <p className="row">
        <span>
          <span className="absent">{words.householdNo}</span> <span className="figure">{household.householdNo}</span>
        </span>
        {typeof yearly.exitStatus === 'string' ? <ExitStatusWord status={yearly.exitStatus} year={year} /> : null}
      </p>
      {asOf === null ? null : (
        <Note tone="notice" live="polite">
          <p>{words.asOfShown(formatDate(asOf, language))}</p>
          <Button onClick={() => onAsOf(null)}>{words.asOfNow}</Button>
        </Note>
      )}
      {household.retired ? <Note tone="notice">{words.retired}</Note> : null}
    </div>
  );
}

function HouseholdVerdictPanel({ household }: { readonly household: HouseholdDetail }) {
  const verdictWords = useWords({ zh: verdictZhCn, en: verdictEn });
  const may = useMay('standards.explainHousehold');
  const [day, setDay] = useState(household.asOf ?? lastDayOf(household.year));
  const [law, setLaw] = useState<string | null>(null);
  const { countyCode, householdId } = household;
  const isOut = ['exited', 'exitedWithoutSupport'].includes(String(household.yearly.exitStatus));
  const verdict = useQuery({
    ...householdVerdictQuery(String(countyCode), String(householdId), day, law),
    enabled: may,
  });
  return may ? (
    <VerdictPanel
      title={verdictWords.householdTitle}
      verdict={verdict}
      judgedFor={day}
      onJudgeFor={setDay}
      law={law}
      onLaw={setLaw}
    >
      {isOut && verdict.data?.verdict !== 'met' ? <p className="absent">{verdictWords.alreadyOut}</p> : null}
    </VerdictPanel>
  ) : null;
}

/** A year is judged at its end; the year that is running, today. */
export function lastDayOf(year: number): string {
  const end = `${year}-12-31`;
  const today = dayjs().format('YYYY-MM-DD');
  return end < today ? end : today;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{4}$/.test(text) ? Number(text) : null;
}
