import type { State, VerdictCounts, VerdictPage } from '@daohu/domain/standards/contract';
import { formatCount, formatDate, Mark, PageHeading, useLanguage, useWords } from '@daohu/ui';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Button, Drawer, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMay, useMe } from '../access/me.ts';
import type { ShownDivision } from '../divisions/division-queries.ts';
import { DivisionTree } from '../divisions/division-tree.tsx';
import { usePlaceName } from '../divisions/place-name.ts';
import { packQuery, packsQuery } from '../policy/law-queries.ts';
import '../register/household-list.css';
import { FailureNote } from '../server/failure-note.tsx';
import { withParameters } from '../server/request.ts';
import './verdict-list.css';
import { verdictListEn } from './verdict-list.messages.en.ts';
import { verdictListZhCn } from './verdict-list.messages.zh-cn.ts';
import { type AskedList, askedOf, verdictCountsQuery, verdictPageQuery, withAsked } from './verdict-list-queries.ts';
import { VerdictRows } from './verdict-rows.tsx';

const STATES: readonly State[] = ['unmet', 'unknown', 'met'];

/** 核查清单: who does not pass a rule, who cannot be judged, who passes, and by which condition. */
export default function VerdictListPage() {
  const words = useWords({ zh: verdictListZhCn, en: verdictListEn });
  const me = useMe();
  const [address, setAddress] = useSearchParams();
  const asked = askedOf(address);
  const page = useQuery(verdictPageQuery(asked));
  const counts = useQuery(verdictCountsQuery(asked));
  const mayExport = useMay('exchange.exportRegister');
  const [placesOpen, setPlacesOpen] = useState(false);
  const change = (name: keyof AskedList, value: string | null) => setAddress(withAsked(address, name, value));
  const choose = (division: ShownDivision) => {
    setPlacesOpen(false);
    change('division', division.code === me.division ? null : String(division.code));
  };
  const place = usePlaceName(asked.division) ?? me.divisionName;
  const tree = <DivisionTree chosen={asked.division} onChoose={choose} />;
  const { from: _page, ...whole } = asked;
  return (
    <>
      <PageHeading
        title={words.title}
        beside={
          mayExport && page.data && page.data.rows.length > 0 ? (
            <Button href={withParameters('export/verdicts', whole)} download>
              {words.export}
            </Button>
          ) : null
        }
      />
      <div className="list-layout">
        <aside className="list-places panel" aria-label={words.places}>
          {tree}
        </aside>
        <section className="list-main stack">
          <div className="list-place-button">
            <Button block onClick={() => setPlacesOpen(true)}>
              <Mark name="place" /> {words.choosePlace}：<span lang="zh-CN">{place}</span>
            </Button>
          </div>
          <Choices asked={asked} counts={counts.data ?? null} onChange={change} />
          {counts.isError ? <FailureNote error={counts.error} onRetry={() => counts.refetch()} /> : null}
          {page.isPending ? (
            <p className="absent" role="status">
              {words.loading}
            </p>
          ) : null}
          {page.isError && !counts.isError ? <FailureNote error={page.error} onRetry={() => page.refetch()} /> : null}
          {page.data && !page.isError ? (
            <>
              <Heading page={page.data} counts={counts.data ?? null} place={place} asked={asked} />
              {page.data.rows.length === 0 ? (
                <p className="panel list-none">{words.none}</p>
              ) : (
                <div className="panel list-table verdict-list-table">
                  <VerdictRows page={page.data} stale={page.isPlaceholderData} />
                </div>
              )}
              <nav className="row" aria-label={words.pages}>
                <Button disabled={page.data.previous === null} onClick={() => change('from', page.data.previous)}>
                  {words.previous}
                </Button>
                <Button disabled={page.data.next === null} onClick={() => change('from', page.data.next)}>
                  {words.next}
                </Button>
              </nav>
            </>
          ) : null}
        </section>
      </div>
      <Drawer
        open={placesOpen}
        onClose={() => setPlacesOpen(false)}
        title={words.choosePlace}
        placement="left"
        size="min(360px, 88vw)"
      >
        {tree}
      </Drawer>
    </>
  );
}

interface ChoicesProps {
  readonly asked: AskedList;
  readonly counts: VerdictCounts | null;
  readonly onChange: (name: keyof AskedList, value: string | null) => void;
}

/** Which rule, which outcome with how many, and for which reason. */
function Choices({ asked, counts, onChange }: ChoicesProps) {
  const words = useWords({ zh: verdictListZhCn, en: verdictListEn });
  const rules = useJudgeableRules();
  const { state } = asked;
  const causes = state === 'met' ? [] : (counts?.causes ?? []).filter((cause) => cause[state] > 0);
  return (
    <search className="verdict-list-choices">
      <Select
        aria-label={words.rule}
        value={asked.rule}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(rule) => onChange('rule', rule)}
        options={rules.map(({ rule, title }) => ({ value: rule, label: title }))}
      />
      <Segmented
        aria-label={words.outcome}
        value={state}
        onChange={(chosen) => onChange('state', chosen)}
        options={STATES.map((one) => ({
          value: one,
          label: words.counted(words.state[one], counts ? formatCount(counts[one]) : null),
        }))}
      />
      {state === 'met' ? null : (
        <Select
          aria-label={words.cause}
          value={asked.cause ?? ''}
          popupMatchSelectWidth={false}
          onChange={(cause) => onChange('cause', cause)}
          options={[
            { value: '', label: words.anyCause },
            ...causes
              .toSorted((one, other) => other[state] - one[state])
              .map((cause) => ({
                value: cause.key,
                label: <span lang="zh-CN">{words.causeOf(cause.titles.at(-1)!, formatCount(cause[state]))}</span>,
              })),
          ]}
        />
      )}
    </search>
  );
}

interface HeadingProps {
  readonly page: VerdictPage;
  readonly counts: VerdictCounts | null;
  readonly place: string;
  readonly asked: AskedList;
}

function Heading({ page, counts, place, asked }: HeadingProps) {
  const words = useWords({ zh: verdictListZhCn, en: verdictListEn });
  const { language } = useLanguage();
  const ofCause = counts?.causes.find(({ key }) => key === asked.cause);
  const total = asked.cause === null ? counts?.[page.state] : page.state === 'met' ? undefined : ofCause?.[page.state];
  const unit = page.subject === 'household' ? words.households : words.villages;
  const years = page.years.map(({ year, judgedFor }) => words.judged(year, formatDate(judgedFor, language)));
  return (
    <p className="list-total" role="status">
      <strong className="figure">{total === undefined ? words.counting : unit(formatCount(total))}</strong>
      <span lang="zh-CN">{place}</span>
      <span>
        {years.length > 1 ? words.mixedYears : ''}
        {years.join('；')}
      </span>
      {counts && counts.withoutRule.length > 0 ? <span>{words.withoutRule(counts.withoutRule.length)}</span> : null}
    </p>
  );
}

/** Rules about households and villages that any document has, each once. */
function useJudgeableRules(): { readonly rule: string; readonly title: string }[] {
  const packs = useQuery(packsQuery);
  const details = useQueries({ queries: (packs.data ?? []).map(({ key }) => packQuery(key)) });
  const found = new Map<string, string>();
  for (const { data } of details) {
    for (const { rule, title, subject } of data?.rules ?? []) {
      if ((subject === 'household' || subject === 'village') && !found.has(rule)) found.set(rule, title);
    }
  }
  return [...found].map(([rule, title]) => ({ rule, title }));
}
