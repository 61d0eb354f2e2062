import { itemsOf } from '@daohu/dictionary';
import type { CountyDetail } from '@daohu/domain/register/contract';
import { Note, PageHeading, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useMay } from '../access/me.ts';
import { ItemGrid } from '../items/item-grid.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { countyVerdictQuery } from '../standards/standards-queries.ts';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { VerdictPanel } from '../standards/verdict-panel.tsx';
import { countyEn } from './county.messages.en.ts';
import { countyZhCn } from './county.messages.zh-cn.ts';
import { CountyFiguresForm } from './county-figures-form.tsx';
import { lastDayOf } from './household.tsx';
import './household.css';
import { PlacePath } from './place-path.tsx';
import { countyQuery } from './register-queries.ts';
import { VillageTotals } from './village.tsx';

/** The documents begin to count in 2014. */
const FIRST_YEAR = 2014;

/** 县: what it reports for a year, whether it may leave the list of poor counties, and what its households add up to. */
export default function CountyPage() {
  const words = useWords({ zh: countyZhCn, en: countyEn });
  const { code = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const asked = address.get('year');
  const county = useQuery(countyQuery(code, asked !== null && /^\d{4}$/.test(asked) ? Number(asked) : null));

  if (county.isPending) return <p role="status">{words.loading}</p>;
  if (county.isError) {
    return (
      <>
        <PageHeading title={words.register} />
        <FailureNote error={county.error} onRetry={() => county.refetch()} />
      </>
    );
  }
  const { name, place, division } = county.data;
  const year = county.data.year ?? new Date().getFullYear() - 1;
  return (
    <div className="stack">
      <PageHeading
        title={name}
        above={<PlacePath label={words.place} start={words.register} year={year} place={place} villageLeads={false} />}
        beside={
          <Select
            aria-label={words.year}
            value={year}
            onChange={(chosen) => setAddress({ year: String(chosen) })}
            options={yearsToEnter(county.data.years).map((each) => ({ value: each, label: words.yearOf(each) }))}
          />
        }
      />
      <CountyVerdictPanel key={`verdict${year}`} code={code} year={year} />
      <CountyFigures key={`figures${year}`} county={county.data} year={year} />
      <section className="panel">
        <div className="panel-heading">
          <h2>{words.totals}</h2>
          <Link to={`/households?division=${division}&year=${year}`}>{words.openList}</Link>
        </div>
        <p className="absent">{words.totalsHint}</p>
        <VillageTotals village={county.data} />
      </section>
    </div>
  );
}

/** A year without figures can be entered too. */
function yearsToEnter(years: readonly number[]): number[] {
  const known = new Set(years);
  for (let year = FIRST_YEAR; year <= new Date().getFullYear(); year++) known.add(year);
  return [...known].sort((a, b) => b - a);
}

function CountyFigures({ county, year }: { readonly county: CountyDetail; readonly year: number }) {
  const words = useWords({ zh: countyZhCn, en: countyEn });
  const may = useMay('register.enterCountyFigures');
  const [state, setState] = useState<'shown' | 'entering' | 'done'>('shown');
  return (
    <section className="panel">
      <div className="panel-heading">
        <h2>{words.own}</h2>
        {may && state !== 'entering' ? <Button onClick={() => setState('entering')}>{words.enter}</Button> : null}
      </div>
      <p className="absent">{words.ownHint}</p>
      {state === 'done' ? <Note tone="good">{words.saved}</Note> : null}
      {state === 'entering' ? (
        <CountyFiguresForm county={county} year={year} onDone={() => setState('done')} />
      ) : Object.values(county.yearly).every((value) => value === null) ? (
        <p className="absent">{words.ownNone}</p>
      ) : (
        <ItemGrid items={itemsOf('county')} values={county.yearly} year={year} recordedOnly />
      )}
    </section>
  );
}

function CountyVerdictPanel({ code, year }: { readonly code: string; readonly year: number }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const may = useMay('standards.explainCounty');
  const [day, setDay] = useState(lastDayOf(year));
  const [law, setLaw] = useState<string | null>(null);
  const verdict = useQuery({ ...countyVerdictQuery(code, day, law), enabled: may });
  if (!may) return null;
  return (
    <VerdictPanel
      title={words.countyTitle}
      verdict={verdict}
      judgedFor={day}
      onJudgeFor={setDay}
      law={law}
      onLaw={setLaw}
    />
  );
}
