import type { HouseholdDetail } from '@daohu/domain/register/contract';
import { formatCount, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ItemGrid } from '../items/item-grid.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { HistoryList } from './history-list.tsx';
import { householdEn } from './household.messages.en.ts';
import { householdZhCn } from './household.messages.zh-cn.ts';
import { basicItems, livingItems, otherItems } from './household-sections.ts';
import { IncomeTable } from './income-table.tsx';
import { MemberTable } from './member-table.tsx';
import { householdHistoryQuery } from './register-queries.ts';

/** What is on record of a household, section by section. */
export function HouseholdSections({ household }: { readonly household: HouseholdDetail }) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { yearly, year, countyCode, householdId, members } = household;
  const opensAt = {
    of: household.householdNo,
    where: { countyCode, entity: 'household' as const, id: householdId, year },
  };
  return (
    <>
      <Section title={words.members} aside={words.memberCount(formatCount(members.length))}>
        <MemberTable household={household} />
      </Section>
      <div className="household-columns">
        <Section title={words.basics}>
          <ItemGrid items={basicItems} values={{ ...household.identity, ...yearly }} year={year} opensAt={opensAt} />
        </Section>
        <Section title={words.income}>
          <IncomeTable values={yearly} />
        </Section>
      </div>
      <Section title={words.living}>
        <ItemGrid items={livingItems} values={yearly} year={year} />
      </Section>
      <Section title={words.more}>
        <ItemGrid items={otherItems} values={yearly} year={year} recordedOnly opensAt={opensAt} />
      </Section>
      <Section title={words.history}>
        <History county={String(countyCode)} id={String(householdId)} />
      </Section>
    </>
  );
}

function History({ county, id }: { readonly county: string; readonly id: string }) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const history = useQuery(householdHistoryQuery({ county, id }));
  if (history.isError) return <FailureNote error={history.error} onRetry={() => history.refetch()} />;
  return history.data ? <HistoryList entries={history.data} /> : <p role="status">{words.loading}</p>;
}

interface SectionProps {
  readonly title: string;
  readonly aside?: string;
  readonly children: ReactNode;
}

function Section({ title, aside, children }: SectionProps) {
  return (
    <section className="panel">
      <div className="panel-heading">
        <h2>{title}</h2>
        {aside ? <span className="absent">{aside}</span> : null}
      </div>
      {children}
    </section>
  );
}
