import { itemsOf } from '@daohu/dictionary';
import type { VillageDetail } from '@daohu/domain/register/contract';
import { DefinitionGrid, formatCount, formatYuan, PageHeading, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useMay } from '../access/me.ts';
import { ItemGrid } from '../items/item-grid.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { villageVerdictQuery } from '../standards/standards-queries.ts';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { VerdictPanel } from '../standards/verdict-panel.tsx';
import { lastDayOf } from './household.tsx';
import './household.css';
import { NamedHouseholds, VillageHouseholds } from './named-households.tsx';
import { PlacePath } from './place-path.tsx';
import { villageQuery } from './register-queries.ts';
import { villageEn } from './village.messages.en.ts';
import { villageZhCn } from './village.messages.zh-cn.ts';

/** 行政村: what it reports, what its households add up to, and whether it may leave the list of poor villages. */
export default function VillagePage() {
  const words = useWords({ zh: villageZhCn, en: villageEn });
  const { code = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const asked = address.get('year');
  const village = useQuery(villageQuery(code, asked !== null && /^\d{4}$/.test(asked) ? Number(asked) : null));

  if (village.isPending) return <p role="status">{words.loading}</p>;
  if (village.isError) {
    return (
      <>
        <PageHeading title={words.register} />
        <FailureNote error={village.error} onRetry={() => village.refetch()} />
      </>
    );
  }
  const { name, place, year, years, yearly, division } = village.data;
  return (
    <div className="stack">
      <PageHeading
        title={name}
        above={<PlacePath label={words.place} start={words.register} year={year} place={place} villageLeads={false} />}
        beside={
          years.length > 0 ? (
            <Select
              aria-label={words.year}
              value={year}
              onChange={(chosen) => setAddress({ year: String(chosen) })}
              options={years.map((each) => ({ value: each, label: words.yearOf(each) }))}
            />
          ) : null
        }
      />
      {year === null ? null : <VillageVerdictPanel key={year} code={code} year={year} />}
      <section className="panel">
        <div className="panel-heading">
          <h2>{words.totals}</h2>
          <Link to={`/households?division=${division}${year === null ? '' : `&year=${year}`}`}>{words.openList}</Link>
        </div>
        <p className="absent">{words.totalsHint}</p>
        <VillageTotals village={village.data} />
      </section>
      <section className="panel">
        <div className="panel-heading">
          <h2>{words.own}</h2>
          <span className="absent">{words.ownHint}</span>
        </div>
        {Object.keys(yearly).length === 0 || year === null ? (
          <p className="absent">{words.ownNone}</p>
        ) : (
          <ItemGrid items={itemsOf('village')} values={yearly} year={year} recordedOnly />
        )}
      </section>
    </div>
  );
}

/** What the households of a village or a county add up to. */
export function VillageTotals({ village: { totals } }: { readonly village: Pick<VillageDetail, 'totals'> }) {
  const words = useWords({ zh: villageZhCn, en: villageEn });
  const households = (n: number) => <span className="figure">{words.householdsOf(formatCount(n))}</span>;
  const persons = (n: number) => <span className="figure">{words.personsOf(formatCount(n))}</span>;
  return (
    <DefinitionGrid
      definitions={[
        { key: 'households', term: words.households, value: households(totals.households) },
        { key: 'persons', term: words.persons, value: persons(totals.persons) },
        { key: 'poorHouseholds', term: words.poorHouseholds, value: households(totals.poorHouseholds) },
        { key: 'poorPersons', term: words.poorPersons, value: persons(totals.poorPersons) },
        { key: 'outHouseholds', term: words.outHouseholds, value: households(totals.outHouseholds) },
        {
          key: 'income',
          term: words.income,
          value:
            totals.netIncomePerHead === null ? (
              <span className="absent">{words.notRecorded}</span>
            ) : (
              <span className="figure">{words.yuan(formatYuan(totals.netIncomePerHead))}</span>
            ),
        },
      ]}
    />
  );
}

function VillageVerdictPanel({ code, year }: { readonly code: string; readonly year: number }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const may = useMay('standards.explainVillage');
  const [day, setDay] = useState(lastDayOf(year));
  const [law, setLaw] = useState<string | null>(null);
  const verdict = useQuery({ ...villageVerdictQuery(code, day, law), enabled: may });
  if (!may) return null;
  return (
    <VerdictPanel
      title={words.villageTitle}
      verdict={verdict}
      judgedFor={day}
      onJudgeFor={setDay}
      law={law}
      onLaw={setLaw}
    >
      <NamedHouseholds title={words.heldBack} households={verdict.data?.heldBackBy ?? []} year={year} />
      <NamedHouseholds title={words.unknownHouseholds} households={verdict.data?.unknownHouseholds ?? []} year={year} />
      {verdict.data?.households ? <VillageHouseholds households={verdict.data.households} year={year} /> : null}
    </VerdictPanel>
  );
}
