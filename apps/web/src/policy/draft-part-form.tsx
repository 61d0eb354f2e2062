import { Field, useWords } from '@daohu/ui';
import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { DayField } from './day-field.tsx';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { DraftFaultList } from './draft-fault-list.tsx';
import { ModeChoice, PartList } from './draft-parts.tsx';
import { useFaults, useUnderstood } from './draft-surroundings.tsx';
import { FeelField } from './feel-field.tsx';
import type { DraftPart } from './rule-draft.ts';

interface DraftPartFormProps {
  readonly part: DraftPart;
  readonly number: number;
  readonly path: string;
  /** Null takes the part out. */
  readonly onChange: (part: DraftPart | null) => void;
  readonly onUp: (() => void) | null;
}

/** One condition, or a group of them: what it is called, which clause says it, and the expression. */
export function DraftPartForm({ part, number, path, onChange, onUp }: DraftPartFormProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const set = (change: Partial<DraftPart>) => onChange({ ...part, ...change });
  const what = part.is === 'group' ? words.group(number) : words.condition(number);
  return (
    <fieldset className={`draft-part draft-part-${part.is}`}>
      <legend>
        {what}
        {part.title === '' ? null : <span lang="zh-CN"> {part.title}</span>}
      </legend>
      <div className="draft-fields">
        <PartText part={part} field="title" label={words.partTitle} onChange={(title) => set({ title })} />
        <div>
          <PartText
            part={part}
            field="clauses"
            label={words.clauses}
            placeholder={words.clausesHint}
            onChange={(clauses) => set({ clauses })}
          />
          <CitedClauses path={path} />
        </div>
      </div>
      {part.is === 'condition' ? (
        <>
          <FeelField
            part={part.key}
            field="feel"
            label={words.feel}
            value={part.feel}
            onChange={(feel) => set({ feel })}
          />
          <ReadAs path={path} />
        </>
      ) : (
        <div className="row">
          {words.mode}
          <ModeChoice mode={part.mode} onChange={(mode) => set({ mode })} />
        </div>
      )}
      <MoreOfPart part={part} set={set} />
      {part.is === 'group' ? (
        <PartList path={`${path}.${part.mode}`} parts={part.parts} onChange={(parts) => set({ parts })} />
      ) : null}
      <p className="row draft-acts">
        {onUp === null ? null : (
          <Button size="small" onClick={onUp} aria-label={words.upOf(what)}>
            {words.up}
          </Button>
        )}
        <Button size="small" danger onClick={() => onChange(null)} aria-label={words.removeOf(what)}>
          {words.remove}
        </Button>
      </p>
    </fieldset>
  );
}

interface MoreOfPartProps {
  readonly part: DraftPart;
  readonly set: (change: Partial<DraftPart>) => void;
}

/** What few conditions need, folded away until it is needed. */
function MoreOfPart({ part, set }: MoreOfPartProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const used = [
    part.when,
    part.source,
    part.reading,
    part.alternative,
    part.why,
    part.holdsFrom,
    part.holdsUntil,
  ].filter(Boolean);
  const faults = [useFaults(part.key, 'when'), useFaults(part.key, 'holdsFrom'), useFaults(part.key, 'holdsUntil')];
  const isFaulty = faults.some((found) => found.length > 0);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="draft-more" open={isOpen || isFaulty} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{used.length === 0 ? words.more : words.moreUsed(used.length)}</summary>
      {isOpen || isFaulty ? <MoreFields part={part} set={set} /> : null}
    </details>
  );
}

function MoreFields({ part, set }: MoreOfPartProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  return (
    <div className="stack">
      <Checkbox checked={part.aim} onChange={(event) => set({ aim: event.target.checked })}>
        {words.aim}
      </Checkbox>
      <FeelField part={part.key} field="when" label={words.when} value={part.when} onChange={(when) => set({ when })} />
      <div className="draft-fields">
        <PartText part={part} field="reading" label={words.reading} onChange={(reading) => set({ reading })} />
        <PartText
          part={part}
          field="alternative"
          label={words.alternative}
          onChange={(alternative) => set({ alternative })}
        />
        <PartText part={part} field="why" label={words.why} onChange={(why) => set({ why })} />
        <DayField
          label={words.holdsFrom}
          value={part.holdsFrom}
          onChange={(holdsFrom) => set({ holdsFrom })}
          faults={<DraftFaultList part={part.key} field="holdsFrom" />}
        />
        <DayField
          label={words.holdsUntil}
          value={part.holdsUntil}
          onChange={(holdsUntil) => set({ holdsUntil })}
          faults={<DraftFaultList part={part.key} field="holdsUntil" />}
        />
      </div>
    </div>
  );
}

interface PartTextProps {
  readonly part: DraftPart;
  readonly field: 'title' | 'clauses' | 'reading' | 'alternative' | 'why' | 'source';
  readonly label: string;
  readonly placeholder?: string;
  readonly onChange: (text: string) => void;
}

function PartText({ part, field, label, placeholder = '', onChange }: PartTextProps) {
  const id = useId();
  return (
    <div>
      <Field id={id} label={label}>
        {(attributes) => (
          <Input
            {...attributes}
            value={part[field]}
            lang="zh-CN"
            placeholder={placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <DraftFaultList part={part.key} field={field} />
    </div>
  );
}

/** The expression as the engine understands it, in Chinese words. */
function ReadAs({ path }: { readonly path: string }) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const understood = useUnderstood(path);
  if (understood?.is !== 'condition') return null;
  return (
    <p className="draft-read">
      <span className="absent">{words.readAs}</span> <span lang="zh-CN">{understood.expression.words}</span>
    </p>
  );
}

function CitedClauses({ path }: { readonly path: string }) {
  const understood = useUnderstood(path);
  const known = understood?.clauses.filter(({ quote }) => quote !== '') ?? [];
  return known.length === 0 ? null : (
    <p className="row law-tight draft-cited">
      {known.map(({ id, ref }) => (
        <ClauseButton key={id} id={id} place={ref} />
      ))}
    </p>
  );
}
