import { valuesIn } from '@daohu/dictionary';
import { useWords } from '@daohu/ui';
import { Button, Input, type InputRef, Select } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { householdListEn } from './household-list.messages.en.ts';
import { householdListZhCn } from './household-list.messages.zh-cn.ts';
import { isNarrowed } from './list-filters.ts';
import type { ListFilters } from './register-queries.ts';

interface HouseholdFiltersProps {
  readonly filters: ListFilters;
  readonly years: readonly number[];
  readonly year: number | null;
  readonly onChange: (changes: ListFilters) => void;
}

/** Search and filters above the list. `/` anywhere on the page goes to the search. */
export function HouseholdFilters({ filters, years, year, onChange }: HouseholdFiltersProps) {
  const words = useWords({ zh: householdListZhCn, en: householdListEn });
  const searchId = useId();
  const search = useRef<InputRef>(null);
  const [typed, setTyped] = useState(filters.search ?? '');
  useEffect(() => setTyped(filters.search ?? ''), [filters.search]);
  useSlashKey(() => search.current?.focus({ cursor: 'all' }));

  const codeFilter = (name: 'povertyStatus' | 'attribute' | 'mainCause', list: string, label: string, any: string) => (
    <Select
      aria-label={label}
      value={filters[name] ?? ''}
      popupMatchSelectWidth={false}
      onChange={(key) => onChange({ [name]: key })}
      options={[
        { value: '', label: any },
        ...valuesIn(list, year ?? 2017).map(({ key, label: text }) => ({
          value: key,
          label: <span lang="zh-CN">{text}</span>,
        })),
      ]}
    />
  );

  return (
    <search className="list-filters">
      <form
        className="list-search"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ search: typed.trim() });
        }}
      >
        <label htmlFor={searchId} className="unseen">
          {words.search}
        </label>
        <Input
          ref={search}
          id={searchId}
          value={typed}
          maxLength={64}
          placeholder={words.searchHint}
          aria-keyshortcuts="/"
          allowClear
          onChange={(event) => setTyped(event.target.value)}
          onClear={() => onChange({ search: '' })}
        />
        <Button htmlType="submit">{words.searchButton}</Button>
      </form>
      {years.length > 0 ? (
        <Select
          aria-label={words.year}
          value={year}
          onChange={(chosen) => onChange({ year: chosen ?? undefined })}
          options={years.map((each) => ({ value: each, label: words.yearOf(each) }))}
        />
      ) : null}
      {codeFilter('povertyStatus', 'exitStatus', words.status, words.anyStatus)}
      {codeFilter('attribute', 'povertyAttribute', words.attribute, words.anyAttribute)}
      {codeFilter('mainCause', 'povertyCause', words.mainCause, words.anyCause)}
      {isNarrowed(filters) ? (
        <Button type="link" onClick={() => onChange({ search: '', povertyStatus: '', attribute: '', mainCause: '' })}>
          {words.clear}
        </Button>
      ) : null}
    </search>
  );
}

function useSlashKey(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
