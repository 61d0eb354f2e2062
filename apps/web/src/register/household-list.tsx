import { levelOfCode } from '@daohu/kernel';
import { formatCount, Mark, PageHeading, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMay, useMe } from '../access/me.ts';
import type { ShownDivision } from '../divisions/division-queries.ts';
import { DivisionTree } from '../divisions/division-tree.tsx';
import { usePlaceName } from '../divisions/place-name.ts';
import { ExportButton } from '../exchange/export-button.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { countyEn } from './county.messages.en.ts';
import { countyZhCn } from './county.messages.zh-cn.ts';
import { HouseholdFilters } from './household-filters.tsx';
import './household-list.css';
import { householdListEn } from './household-list.messages.en.ts';
import { householdListZhCn } from './household-list.messages.zh-cn.ts';
import { HouseholdRows } from './household-rows.tsx';
import { filtersOf, isNarrowed, withFilters } from './list-filters.ts';
import { householdPageQuery, type ListFilters } from './register-queries.ts';

/** 户册. The place at the left, the households of the place at the right, fifty at a time. */
export default function HouseholdListPage() {
  const words = useWords({ zh: householdListZhCn, en: householdListEn });
  const me = useMe();
  const [address, setAddress] = useSearchParams();
  const filters = filtersOf(address);
  const page = useQuery(householdPageQuery(filters));
  const [placesOpen, setPlacesOpen] = useState(false);
  const change = (changes: ListFilters) => setAddress(withFilters(address, changes));
  const choose = (division: ShownDivision) => {
    setPlacesOpen(false);
    change({ division: division.code === me.division ? undefined : division.code });
  };
  const place = usePlaceName(filters.division ?? null);
  const tree = <DivisionTree chosen={filters.division ?? null} onChoose={choose} />;

  return (
    <>
      <PageHeading
        title={words.title}
        beside={<ListActions division={filters.division ?? me.division} year={page.data?.year ?? null} />}
      />
      <div className="list-layout">
        <aside className="list-places panel" aria-label={words.places}>
          {tree}
        </aside>
        <section className="list-main stack">
          <div className="list-place-button">
            <Button block onClick={() => setPlacesOpen(true)}>
              <Mark name="place" /> {words.choosePlace}：<span lang="zh-CN">{place ?? me.divisionName}</span>
            </Button>
          </div>
          <HouseholdFilters
            filters={filters}
            years={page.data?.years ?? []}
            year={filters.year ?? page.data?.year ?? null}
            onChange={change}
          />
          {page.isPending ? <p className="absent">{words.loading}</p> : null}
          {page.isError ? <FailureNote error={page.error} onRetry={() => page.refetch()} /> : null}
          {page.data ? (
            <>
              <p className="list-total" role="status">
                <strong className="figure">{words.total(formatCount(page.data.total))}</strong>
                <span lang="zh-CN">{place ?? me.divisionName}</span>
                {page.data.year === null ? null : <span>{words.yearOf(page.data.year)}</span>}
                <span className="list-keys">{words.keys}</span>
              </p>
              {page.data.rows.length === 0 ? (
                <NothingListed narrowed={isNarrowed(filters)} />
              ) : (
                <div className="panel list-table">
                  <HouseholdRows rows={page.data.rows} year={page.data.year ?? 2017} stale={page.isPlaceholderData} />
                </div>
              )}
              <nav className="row" aria-label={words.pages}>
                <Button
                  disabled={page.data.previous === null}
                  onClick={() => change({ from: page.data.previous ?? undefined })}
                >
                  {words.previous}
                </Button>
                <Button
                  disabled={page.data.next === null}
                  onClick={() => change({ from: page.data.next ?? undefined })}
                >
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

function ListActions({ division, year }: { readonly division: number; readonly year: number | null }) {
  const mayExport = useMay('exchange.exportRegister');
  const words = useWords({ zh: countyZhCn, en: countyEn });
  const inYear = year === null ? '' : `?year=${year}`;
  return (
    <span className="row">
      {levelOfCode(division) === 'county' ? (
        <Link to={`/counties/${division}${inYear}`}>{words.openCounty}</Link>
      ) : null}
      {mayExport && year !== null ? <ExportButton division={division} year={year} /> : null}
    </span>
  );
}

function NothingListed({ narrowed }: { readonly narrowed: boolean }) {
  const words = useWords({ zh: householdListZhCn, en: householdListEn });
  const mayImport = useMay('exchange.uploadImport');
  return (
    <div className="panel list-none">
      <h2>{narrowed ? words.noMatchTitle : words.noneTitle}</h2>
      <p>{narrowed ? words.noMatch : mayImport ? words.none : words.noneElse}</p>
      {!narrowed && mayImport ? <Link to="/imports">{words.goImport}</Link> : null}
    </div>
  );
}
