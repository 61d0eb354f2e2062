import { useWords } from '@daohu/ui';
import { Button, Segmented } from 'antd';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { DraftPartForm } from './draft-part-form.tsx';
import { type DraftPart, newPart, type RuleDraft, withPart } from './rule-draft.ts';

interface DraftPartsProps {
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
}

/** The conditions of the rule, groups within groups as in the file. */
export function DraftParts({ draft, onChange }: DraftPartsProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  return (
    <>
      <div className="panel-heading">
        <h2>{words.conditions}</h2>
        <ModeChoice mode={draft.mode} onChange={(mode) => onChange({ ...draft, mode })} />
      </div>
      <PartList path={draft.mode} parts={draft.parts} onChange={(parts) => onChange({ ...draft, parts })} />
    </>
  );
}

interface ModeChoiceProps {
  readonly mode: 'all' | 'any';
  readonly onChange: (mode: 'all' | 'any') => void;
}

export function ModeChoice({ mode, onChange }: ModeChoiceProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  return (
    <Segmented<'all' | 'any'>
      aria-label={words.mode}
      size="small"
      value={mode}
      onChange={onChange}
      options={[
        { value: 'all', label: words.modes.all },
        { value: 'any', label: words.modes.any },
      ]}
    />
  );
}

interface PartListProps {
  /** Where the list lies in the rule (`all.2.any`). */
  readonly path: string;
  readonly parts: readonly DraftPart[];
  readonly onChange: (parts: readonly DraftPart[]) => void;
}

export function PartList({ path, parts, onChange }: PartListProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  return (
    <div className="draft-list">
      <ol className="draft-parts">
        {parts.map((part, index) => (
          <li key={part.key}>
            <DraftPartForm
              part={part}
              number={index + 1}
              path={`${path}.${index}`}
              onChange={(change) => onChange(withPart(parts, part.key, () => change))}
              onUp={index === 0 ? null : () => onChange(raised(parts, index))}
            />
          </li>
        ))}
      </ol>
      <p className="row">
        <Button onClick={() => onChange([...parts, newPart('condition')])}>{words.addCondition}</Button>
        <Button onClick={() => onChange([...parts, newPart('group')])}>{words.addGroup}</Button>
      </p>
    </div>
  );
}

function raised(parts: readonly DraftPart[], index: number): DraftPart[] {
  const moved = [...parts];
  moved.splice(index - 1, 0, ...moved.splice(index, 1));
  return moved;
}
