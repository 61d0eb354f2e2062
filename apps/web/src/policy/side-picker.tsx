import { formatDate, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { DivisionPicker } from '../divisions/division-picker.tsx';
import { comparisonEn } from './comparison.messages.en.ts';
import { comparisonZhCn } from './comparison.messages.zh-cn.ts';
import { packsQuery } from './law-queries.ts';
import { lawSideOf, lawSideText } from './law-side.ts';

interface SidePickerProps {
  readonly label: string;
  /** `hubei-plan`, `420100` or either with a day, as the address holds it; empty when nothing is chosen. */
  readonly chosen: string;
  /** The name of the chosen place, once the comparison has told it. */
  readonly placeTitle: string | null;
  readonly onChoose: (side: string) => void;
}

/** One side of a comparison: a document, or the law of a place on a day. */
export function SidePicker({ label, chosen, placeTitle, onChoose }: SidePickerProps) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const { language } = useLanguage();
  const packs = useQuery(packsQuery);
  const side = lawSideOf(chosen);
  const [is, setIs] = useState<'pack' | 'place'>(side?.is ?? 'pack');
  const [placeName, setPlaceName] = useState<string | null>(null);
  const whatId = useId();
  const dayId = useId();
  const day = side?.day ?? null;
  const choose = (key: string | null, on: string | null) => onChoose(key === null ? '' : lawSideText(key, on));
  return (
    <fieldset className="comparison-picker">
      <legend>{label}</legend>
      <Segmented<'pack' | 'place'>
        aria-label={label}
        value={is}
        onChange={(value) => {
          setIs(value);
          onChoose('');
        }}
        options={[
          { value: 'pack', label: words.document },
          { value: 'place', label: words.lawOfPlace },
        ]}
      />
      <div className="comparison-what">
        <label className="unseen" htmlFor={whatId}>
          {is === 'pack' ? words.document : words.place}
        </label>
        {is === 'pack' ? (
          <Select
            id={whatId}
            style={{ width: '100%' }}
            placeholder={words.chooseDocument}
            value={side?.is === 'pack' ? side.key : null}
            onChange={(key) => choose(key, day)}
            options={packs.data?.map(({ key, title }) => ({ value: key, label: title })) ?? []}
          />
        ) : (
          <DivisionPicker
            id={whatId}
            chosen={side?.is === 'place' ? { code: Number(side.key), name: placeName ?? placeTitle ?? side.key } : null}
            onChoose={(place) => {
              setPlaceName(place?.name ?? null);
              choose(place === null ? null : String(place.code), day);
            }}
          />
        )}
      </div>
      <span className="comparison-day">
        <label htmlFor={dayId}>{words.day}</label>
        <DatePicker
          id={dayId}
          value={day === null ? null : dayjs(day)}
          placeholder={is === 'pack' ? words.dayInForce : words.today}
          format={(shown) => formatDate(shown.format('YYYY-MM-DD'), language)}
          onChange={(picked) =>
            choose(side?.key ?? null, picked && !Array.isArray(picked) ? picked.format('YYYY-MM-DD') : null)
          }
        />
      </span>
    </fieldset>
  );
}
