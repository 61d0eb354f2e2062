import type { DraftedRule, DraftProblem, LawCase } from '@daohu/domain/standards/contract';
import { Field, Note, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { useMe } from '../access/me.ts';
import { DivisionPicker } from '../divisions/division-picker.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { type Facts, factsFor } from './bench-facts.ts';
import { BenchFields } from './bench-fields.tsx';
import type { KeptCase } from './case-file.ts';
import { DayField } from './day-field.tsx';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { triedDraftQuery } from './draft-queries.ts';
import { packQuery, ruleQuery } from './law-queries.ts';
import type { RuleDraft } from './rule-draft.ts';
import { TriedAnswer, TriedReasons } from './tried-answer.tsx';

interface BenchProps {
  readonly draft: RuleDraft;
  /** The rule file that was checked last. */
  readonly file: string;
  /** The rule as it is understood; null while it is not. */
  readonly rule: DraftedRule | null;
  readonly onKeep: (kept: KeptCase) => void;
}

interface Tried {
  readonly facts: Facts;
  readonly asOf: string;
  readonly place: { readonly code: number; readonly name: string };
}

/** 试算: one invented record, filled in with what the rule reads, and the answer as one types. */
export function Bench({ draft, file, rule, onKeep }: BenchProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const me = useMe();
  const [tried, setTried] = useState<Tried>({
    facts: {},
    asOf: '2016-12-31',
    place: { code: me.division, name: me.divisionName },
  });
  const asked = useMemo(
    () => ({
      pack: draft.pack,
      file,
      facts: rule ? factsFor(rule.inputs, tried.facts) : {},
      asOf: tried.asOf,
      place: tried.place.code,
    }),
    [draft.pack, file, rule, tried],
  );
  const answer = useQuery({ ...triedDraftQuery(asked), enabled: rule !== null });
  const placeId = useId();
  return (
    <section className="panel stack" aria-label={words.bench}>
      <div>
        <h2 className="draft-h2">{words.bench}</h2>
        <p className="absent">{words.benchHint}</p>
      </div>
      {rule === null ? (
        <p className="absent">{words.nothingRead}</p>
      ) : (
        <>
          <StartingCases
            draft={draft}
            isUntouched={Object.keys(tried.facts).length === 0}
            onChoose={(chosen) => setTried({ ...tried, ...chosen })}
          />
          <div className="draft-fields">
            <DayField
              label={words.day}
              value={tried.asOf}
              onChange={(asOf) => setTried({ ...tried, asOf: asOf || tried.asOf })}
            />
            <Field id={placeId} label={words.place}>
              {(attributes) => (
                <DivisionPicker
                  {...attributes}
                  chosen={tried.place}
                  onChoose={(place) => setTried({ ...tried, place: place ?? tried.place })}
                />
              )}
            </Field>
          </div>
          {answer.isError ? <FailureNote error={answer.error} onRetry={() => answer.refetch()} /> : null}
          <TriedFaults faults={answer.data?.problems.filter(({ code }) => ONLY_WHEN_TRIED.includes(code)) ?? []} />
          {answer.data?.explanation ? (
            <div className="bench-answer" aria-busy={answer.isPlaceholderData}>
              <TriedAnswer explanation={answer.data.explanation} />
            </div>
          ) : null}
          <BenchFields inputs={rule.inputs} facts={tried.facts} onChange={(facts) => setTried({ ...tried, facts })} />
          {answer.data?.explanation ? (
            <div aria-busy={answer.isPlaceholderData} className="stack">
              <TriedReasons explanation={answer.data.explanation} />
              <KeepCase
                onKeep={(name) =>
                  onKeep({
                    name,
                    date: asked.asOf,
                    division: String(asked.place).padStart(12, '0').replace(/0{6}$/, ''),
                    facts: asked.facts,
                    verdict: answer.data.explanation!.verdict,
                    amount: answer.data.explanation!.amount?.value ?? null,
                  })
                }
              />
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}

/** What the check of the rule cannot know: it is about the facts. */
const ONLY_WHEN_TRIED: readonly string[] = ['too-much-work', 'fact-unknown'];

function TriedFaults({ faults }: { readonly faults: readonly DraftProblem[] }) {
  const { language } = useLanguage();
  return faults.map(({ code, zh, en }) => (
    <Note key={code + zh} tone="notice" live="polite">
      {language === 'zh-CN' ? zh : en}
    </Note>
  ));
}

interface StartingCasesProps {
  readonly draft: RuleDraft;
  readonly isUntouched: boolean;
  readonly onChoose: (tried: Tried) => void;
}

/** The cases of the rule with the same id, as a start: nobody likes to fill in forty items. */
function StartingCases({ draft, isUntouched, onChoose }: StartingCasesProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const id = useId();
  const pack = useQuery(packQuery(draft.pack));
  const known = useQuery({
    ...ruleQuery({ pack: draft.pack, rule: draft.rule, asOf: null, place: null }),
    // Asked only for what is there: a new id is no failure.
    enabled: pack.data?.rules.some(({ rule }) => rule === draft.rule) ?? false,
    retry: false,
  });
  const own = known.data?.rule === draft.rule && known.data.pack === draft.pack && !known.isError ? known.data : null;
  const cases = own?.cases ?? [];
  const first = own?.cases[0];
  // Whoever opens a rule sees at once how it answers; what has been filled in is left alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each rule, not whenever something is filled in.
  useEffect(() => {
    if (isUntouched && own && first) onChoose(triedOf(first));
  }, [first]);
  if (cases.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{words.fromCase}</label>
      <Select
        id={id}
        value={null}
        placeholder={words.chooseCase}
        showSearch={{ optionFilterProp: 'label' }}
        options={cases.map(({ name }, index) => ({ value: index, label: name }))}
        onChange={(index: number) => onChoose(triedOf(cases[index]!))}
      />
    </div>
  );
}

function triedOf({ facts, date, division, placeName }: LawCase): Tried {
  const code = Number(division.padEnd(12, '0'));
  return { facts: facts as Facts, asOf: date, place: { code, name: placeName } };
}

function KeepCase({ onKeep }: { readonly onKeep: (name: string) => void }) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const { language } = useLanguage();
  const id = useId();
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isKept, setIsKept] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsMissing(name.trim() === '');
        if (name.trim() === '') return;
        onKeep(name.trim());
        setName('');
        setIsKept(true);
      }}
    >
      <Field id={id} label={words.caseName} hint={words.caseNameHint} fault={isMissing ? words.caseNamed : undefined}>
        {(attributes) => (
          <Input
            {...attributes}
            lang={language}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setIsKept(false);
            }}
          />
        )}
      </Field>
      <p className="row draft-acts">
        <Button htmlType="submit">{words.keepCase}</Button>
        {isKept ? (
          <Note tone="good" live="polite">
            {words.caseKept}
          </Note>
        ) : null}
      </p>
    </form>
  );
}
