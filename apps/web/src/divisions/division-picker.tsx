import { useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { divisionSearchQuery, rootDivisionsQuery, type ShownPlace } from './division-queries.ts';
import { divisionsEn } from './divisions.messages.en.ts';
import { divisionsZhCn } from './divisions.messages.zh-cn.ts';

interface DivisionPickerProps {
  readonly id: string;
  readonly chosen: { readonly code: number; readonly name: string } | null;
  readonly onChoose: (division: { code: number; name: string } | null) => void;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** One place, found by typing its name. With nothing typed it offers one's own division. */
export function DivisionPicker({ id, chosen, onChoose, ...attributes }: DivisionPickerProps) {
  const words = useWords({ zh: divisionsZhCn, en: divisionsEn });
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed.trim(), 250);
  const found = useQuery(divisionSearchQuery(settled));
  const roots = useQuery(rootDivisionsQuery);
  const offered: readonly ShownPlace[] = settled === '' ? (roots.data ?? []) : (found.data ?? []);
  const options = offered.map((place) => ({ value: place.code, label: fullName(place), name: place.name }));
  return (
    <Select
      {...attributes}
      id={id}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={words.typeName}
      value={chosen ? { value: chosen.code, label: chosen.name } : null}
      labelInValue
      options={options}
      notFoundContent={found.isFetching ? words.searching : settled === '' ? words.typeName : words.noneFound}
      onChange={(value, option) => {
        const picked = Array.isArray(option) ? option[0] : option;
        onChoose(value && picked ? { code: value.value, name: picked.name } : null);
        setTyped('');
      }}
    />
  );
}

function fullName({ name, place }: ShownPlace): string {
  return place && place.length > 0 ? `${name}（${place.map((above) => above.name).join('')}）` : name;
}

/** The text once typing has paused, so that not every letter asks the server. */
export function useSettled(text: string, afterMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), afterMs);
    return () => clearTimeout(timer);
  }, [text, afterMs]);
  return settled;
}
