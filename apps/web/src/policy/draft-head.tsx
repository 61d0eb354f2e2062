import { Field, useWords } from '@daohu/ui';
import { Input, Select } from 'antd';
import { useId } from 'react';
import { DayField } from './day-field.tsx';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { DraftFaultList } from './draft-fault-list.tsx';
import { useSurroundings } from './draft-surroundings.tsx';
import { FeelField } from './feel-field.tsx';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import type { RuleDraft } from './rule-draft.ts';

interface DraftHeadProps {
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
}

/** What a rule says of itself: its kind, about whom, from which day; and of a number how much. */
export function DraftHead({ draft, onChange }: DraftHeadProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { vocabulary } = useSurroundings();
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change });
  const kinds = ['criterion', 'entitlement', 'quantity', 'check'] as const;
  return (
    <div className="draft-fields">
      <TextField label={words.ruleTitle} field="title" value={draft.title} onChange={(title) => set({ title })} wide />
      <ChoiceField
        label={words.kind}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((kind) => ({ value: kind, label: common.kinds[kind] }))}
      />
      <ChoiceField
        label={words.subject}
        value={draft.subject}
        onChange={(subject) => set({ subject })}
        options={vocabulary.entities.map(({ key, label }) => ({ value: key, label: common.subjects[key] ?? label }))}
      />
      <DayField
        label={words.holdsFrom}
        value={draft.holdsFrom}
        onChange={(holdsFrom) => set({ holdsFrom })}
        faults={<DraftFaultList part="" field="holdsFrom" />}
      />
      <TextField
        label={words.ruleId}
        placeholder={words.ruleIdHint}
        field="rule"
        value={draft.rule}
        onChange={(rule) => set({ rule })}
      />
      <TextField
        label={words.name}
        placeholder={words.nameHint}
        field="name"
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      {draft.kind === 'quantity' || draft.kind === 'entitlement' ? (
        <>
          <div className="draft-wide">
            <FeelField
              part=""
              field="amount"
              label={words.amount}
              value={draft.amount}
              onChange={(amount) => set({ amount })}
            />
          </div>
          <TextField
            label={words.unit}
            placeholder={words.unitHint}
            field="unit"
            value={draft.unit}
            onChange={(unit) => set({ unit })}
          />
        </>
      ) : null}
      {draft.kind === 'entitlement' ? (
        <>
          <ChoiceField
            label={words.amountIs}
            value={draft.amountIs}
            onChange={(amountIs) => set({ amountIs })}
            options={(['exact', 'at-least', 'at-most'] as const).map((is) => ({
              value: is,
              label: words.amountIsWords[is],
            }))}
          />
          <TextField label={words.period} field="period" value={draft.period} onChange={(period) => set({ period })} />
          <TextField
            label={words.provider}
            field="provider"
            value={draft.provider}
            onChange={(provider) => set({ provider })}
          />
          <TextField
            label={words.benefit}
            field="benefit"
            value={draft.benefit}
            onChange={(benefit) => set({ benefit })}
          />
        </>
      ) : null}
      {draft.kind === 'check' ? (
        <>
          <ChoiceField
            label={words.severity}
            value={draft.severity}
            onChange={(severity) => set({ severity })}
            options={(['error', 'warning', 'hint'] as const).map((one) => ({
              value: one,
              label: words.severities[one],
            }))}
          />
          <TextField
            label={words.message}
            placeholder={words.messageHint}
            field="message"
            value={draft.message}
            onChange={(message) => set({ message })}
            wide
          />
          <TextField
            label={words.source}
            field="source"
            value={draft.source}
            onChange={(source) => set({ source })}
            wide
          />
        </>
      ) : null}
      <TextField
        label={words.ruleClauses}
        placeholder={words.clausesHint}
        field="clauses"
        value={draft.clauses}
        onChange={(clauses) => set({ clauses })}
      />
      <TextField label={words.note} field="note" value={draft.note} onChange={(note) => set({ note })} wide />
      <TextField label={words.reading} field="reading" value={draft.reading} onChange={(reading) => set({ reading })} />
      <TextField
        label={words.alternative}
        field="alternative"
        value={draft.alternative}
        onChange={(alternative) => set({ alternative })}
      />
      <TextField label={words.why} field="why" value={draft.why} onChange={(why) => set({ why })} />
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly field: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly wide?: boolean;
}

function TextField({ label, placeholder = '', field, value, onChange, wide = false }: TextFieldProps) {
  const id = useId();
  return (
    <div className={wide ? 'draft-wide' : undefined}>
      <Field id={id} label={label}>
        {(attributes) => (
          <Input
            {...attributes}
            value={value}
            lang="zh-CN"
            placeholder={placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <DraftFaultList part="" field={field} />
    </div>
  );
}

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: { readonly value: Value; readonly label: string }[];
}

function ChoiceField<Value extends string>({ label, value, onChange, options }: ChoiceFieldProps<Value>) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      {(attributes) => <Select<Value> {...attributes} value={value} onChange={onChange} options={options} />}
    </Field>
  );
}
