import { useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import { packsQuery } from '../policy/law-queries.ts';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

interface LawChooserProps {
  /** Key of a document to judge by; null for the law of the place. */
  readonly law: string | null;
  readonly onChoose: (law: string | null) => void;
}

const OF_THE_PLACE = '';

/** 另按规定试算: by which document to judge, instead of by the law of the place. */
export function LawChooser({ law, onChoose }: LawChooserProps) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const packs = useQuery(packsQuery);
  const id = useId();
  const documents = (packs.data ?? []).filter(({ jurisdiction }) => jurisdiction.code !== '0');
  return (
    <>
      <label htmlFor={id}>{words.law}</label>
      <Select
        id={id}
        className="law-chooser"
        value={law ?? OF_THE_PLACE}
        onChange={(key) => onChoose(key === OF_THE_PLACE ? null : key)}
        options={[
          { value: OF_THE_PLACE, label: words.lawOfThePlace },
          ...documents.map(({ key, title }) => ({ value: key, label: title })),
        ]}
      />
    </>
  );
}
