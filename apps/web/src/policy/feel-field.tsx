import { useWords } from '@daohu/ui';
import { Input } from 'antd';
import { lazy, Suspense, useId } from 'react';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { DraftFaultList } from './draft-fault-list.tsx';
import { useFaults, useSurroundings } from './draft-surroundings.tsx';

const FeelEditor = lazy(() => import('./feel-editor.tsx'));

interface FeelFieldProps {
  readonly part: string;
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** An expression with its label, its editor and what is wrong with it. Until the editor has arrived, a plain field. */
export function FeelField({ part, field, label, value, onChange }: FeelFieldProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const { vocabulary, subject } = useSurroundings();
  const faults = useFaults(part, field);
  const [id, faultsId, hintId] = [useId(), useId(), useId()];
  return (
    <div className="field">
      <span className="draft-label">{label}</span>
      <Suspense
        fallback={
          <Input.TextArea
            aria-label={label}
            rows={1}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        }
      >
        <FeelEditor
          id={id}
          value={value}
          onChange={onChange}
          faults={faults}
          vocabulary={vocabulary}
          subject={subject}
          label={label}
          describedBy={`${faultsId} ${hintId}`}
        />
      </Suspense>
      <p id={hintId} className="unseen">
        {words.feelHelp}
      </p>
      <DraftFaultList
        id={faultsId}
        part={part}
        field={field}
        onMend={(from, to, text) => onChange(value.slice(0, from) + text + value.slice(to))}
      />
    </div>
  );
}
