import type { CheckedDraft, LawVocabulary } from '@daohu/domain/standards/contract';
import { Note, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSettled } from '../divisions/division-picker.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from '../standards/clause-drawer.tsx';
import { Bench } from './bench.tsx';
import type { KeptCase } from './case-file.ts';
import { caseFile } from './case-file.ts';
import { DraftBeginning } from './draft-beginning.tsx';
import './draft.css';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { type FaultsByField, faultsByField } from './draft-faults.ts';
import { DraftHead } from './draft-head.tsx';
import { DraftParts } from './draft-parts.tsx';
import { checkedDraftQuery, vocabularyQuery } from './draft-queries.ts';
import { DraftSurroundings } from './draft-surroundings.tsx';
import { DraftTrial } from './draft-trial.tsx';
import { keepDraft, keptDraft } from './kept-draft.ts';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { packsQuery, ruleQuery } from './law-queries.ts';
import { ReplaceDraft } from './replace-draft.tsx';
import { draftOfRule, isUntouched, newDraft, type RuleDraft } from './rule-draft.ts';
import { type RuleFile, ruleFile } from './rule-file.ts';
import { saveFile } from './save-file.ts';

/** 起草规则: a rule in a form, checked as one types, tried on an example and over an area. Nothing of it is in force. */
export default function DraftPage() {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const packs = useQuery(packsQuery);
  const first = packs.data?.find(({ counts }) => counts.rules > 0)?.key ?? null;
  const { draft, setDraft, failure, asksToReplace, takeNamed, leaveNamed } = useBegunDraft(first);
  return (
    <LawFrame title={words.title}>
      <p className="law-intro">{words.intro}</p>
      {packs.isError ? <FailureNote error={packs.error} onRetry={() => packs.refetch()} /> : null}
      {failure === null ? null : (
        <>
          <FailureNote error={failure} />
          <p>
            <Button onClick={leaveNamed}>{words.goOn}</Button>
          </p>
        </>
      )}
      {draft === null && !packs.isError && failure === null ? <p role="status">{common.loading}</p> : null}
      {draft === null ? null : <Drafting draft={draft} onChange={setDraft} />}
      <ReplaceDraft isAsked={asksToReplace} onReplace={takeNamed} onKeep={leaveNamed} />
    </LawFrame>
  );
}

/** The draft of last time, or a blank one; the rule that the address names waits until somebody says to take it. */
function useBegunDraft(firstPack: string | null) {
  const [address, setAddress] = useSearchParams();
  const [pack, rule] = [address.get('pack'), address.get('rule')];
  const [draft, setDraft] = useState<RuleDraft | null>(keptDraft);
  const isNamed = pack !== null && rule !== null;
  const named = useQuery({
    ...ruleQuery({ pack: pack ?? '', rule: rule ?? '', asOf: null, place: null }),
    enabled: isNamed,
  });
  const detail = named.data?.pack === pack && named.data.rule === rule ? named.data : null;
  const takeNamed = useCallback(() => {
    const begun = detail ? draftOfRule(detail) : null;
    if (begun) setDraft(begun);
    // Once taken, a reload goes on with what was written since.
    setAddress({}, { replace: true });
  }, [detail, setAddress]);
  const isPristine = draft === null || isUntouched(draft);
  useEffect(() => {
    if (isNamed && detail && isPristine) takeNamed();
  }, [isNamed, detail, isPristine, takeNamed]);
  useEffect(() => {
    if (draft === null && !isNamed && firstPack !== null) setDraft(newDraft(firstPack, dayjs().format('YYYY-MM-DD')));
  }, [draft, isNamed, firstPack]);
  useEffect(() => {
    if (draft) keepDraft(draft);
  }, [draft]);
  return {
    draft,
    setDraft,
    failure: isNamed && named.isError ? named.error : null,
    asksToReplace: isNamed && detail !== null && !isPristine,
    takeNamed,
    leaveNamed: () => setAddress({}, { replace: true }),
  };
}

interface DraftingProps {
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
}

function Drafting({ draft, onChange }: DraftingProps) {
  const file = useMemo(() => ruleFile(draft), [draft]);
  const settled = useSettled(file.text, 250);
  const vocabulary = useQuery(vocabularyQuery(draft.pack));
  const checked = useQuery(checkedDraftQuery({ pack: draft.pack, file: settled }));
  // What was found in an older text may point beside the mark in a newer one.
  const isCurrent = settled === file.text && !checked.isPlaceholderData;
  const faults = useMemo<FaultsByField>(
    () => (isCurrent ? faultsByField(checked.data?.problems ?? [], file.fields) : new Map()),
    [isCurrent, checked.data, file],
  );
  const surroundings = useMemo(
    () => ({ faults, vocabulary: vocabulary.data ?? NO_WORDS, subject: draft.subject, checked: checked.data ?? null }),
    [faults, vocabulary.data, draft.subject, checked.data],
  );
  const [cases, setCases] = useState<readonly KeptCase[]>([]);
  return (
    <ClauseReader>
      <DraftSurroundings value={surroundings}>
        <div className="draft">
          <div className="stack">
            <DraftBeginning draft={draft} onChange={onChange} />
            {vocabulary.isError ? <FailureNote error={vocabulary.error} onRetry={() => vocabulary.refetch()} /> : null}
            <section className="panel">
              <DraftHead draft={draft} onChange={onChange} />
            </section>
            {draft.kind === 'quantity' ? null : (
              <section className="panel">
                <DraftParts draft={draft} onChange={onChange} />
              </section>
            )}
          </div>
          <div className="draft-beside stack">
            {checked.isError ? <FailureNote error={checked.error} onRetry={() => checked.refetch()} /> : null}
            <CheckResult checked={checked.data ?? null} isCurrent={isCurrent} />
            <Bench
              draft={draft}
              file={settled}
              rule={checked.data?.rule ?? null}
              onKeep={(kept) => setCases([...cases, kept])}
            />
            <DraftFiles draft={draft} file={file} cases={cases} />
          </div>
        </div>
        <DraftTrial pack={draft.pack} file={file.text} isSound={isCurrent && (checked.data?.rule ?? null) !== null} />
      </DraftSurroundings>
    </ClauseReader>
  );
}

const NO_WORDS: LawVocabulary = { entities: [], parameters: [], rules: [] };

interface CheckResultProps {
  readonly checked: CheckedDraft | null;
  readonly isCurrent: boolean;
}

/** How the draft stands, in a sentence; each problem again with its line, for those who work in the file. */
function CheckResult({ checked, isCurrent }: CheckResultProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const { language } = useLanguage();
  if (checked === null) return <Note live="polite">{words.checking}</Note>;
  const { problems } = checked;
  return (
    <div aria-busy={!isCurrent}>
      <Note tone={problems.length === 0 ? 'good' : 'notice'} live="polite">
        <p>
          <strong>{problems.length === 0 ? words.sound : words.problems(problems.length)}</strong>
        </p>
        {problems.length === 0 ? null : (
          <ul className="draft-problems">
            {problems.slice(0, 8).map(({ line, column, code, zh, en }) => (
              <li key={`${line}:${column}${code}`}>
                <span className="absent">{words.atLine(line)}</span>{' '}
                <span lang={language}>{language === 'zh-CN' ? zh : en}</span>
              </li>
            ))}
          </ul>
        )}
      </Note>
    </div>
  );
}

interface DraftFilesProps {
  readonly draft: RuleDraft;
  readonly file: RuleFile;
  readonly cases: readonly KeptCase[];
}

function DraftFiles({ draft, file, cases }: DraftFilesProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const name = /^[a-z0-9-]+$/.test(draft.rule) ? draft.rule : 'rule';
  return (
    <section className="panel">
      <h2>{words.file}</h2>
      <div className="stack">
        <p className="row">
          <Button type="primary" onClick={() => saveFile(`${name}.yaml`, file.text)}>
            {words.download}
          </Button>
          {cases.length === 0 ? null : (
            <>
              <Button onClick={() => saveFile(`${name}.cases.yaml`, caseFile(draft.rule, cases))}>
                {words.downloadCases}
              </Button>
              <span className="absent">{words.cases(cases.length)}</span>
            </>
          )}
        </p>
        <p className="absent">
          {words.fileHint} {words.kept}
        </p>
        <pre className="draft-file" lang="zh-CN">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long file scrolls, also by keyboard. */}
          <code tabIndex={0}>{file.text}</code>
        </pre>
      </div>
    </section>
  );
}
