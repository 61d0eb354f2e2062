import type { Explanation, JudgedAsIf, JudgedYear } from '@daohu/domain/standards/contract';
import { formatDate, Mark, Note, useLanguage, useWords } from '@daohu/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from './clause-drawer.tsx';
import { LawChooser } from './law-chooser.tsx';
import { MissingList } from './missing-list.tsx';
import { RuleOfVerdict, useRuleAddress } from './rule-address.tsx';
import './verdict.css';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';
import { aimsOf, VerdictParts, withoutAims } from './verdict-tree.tsx';

/** An explanation with the register year that it rests on. */
type Judged = Explanation & {
  readonly judged: JudgedYear;
  readonly division: number;
  readonly asIf: JudgedAsIf | null;
};

interface VerdictPanelProps {
  readonly title: string;
  readonly verdict: UseQueryResult<Judged>;
  readonly judgedFor: string;
  readonly onJudgeFor: (day: string) => void;
  readonly law: string | null;
  readonly onLaw: (law: string | null) => void;
  readonly children?: ReactNode;
}

/** 核查结论: the answer in words, what is missing for it, then condition by condition with value, threshold and clause. */
export function VerdictPanel({ title, verdict, judgedFor, onJudgeFor, law, onLaw, children }: VerdictPanelProps) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const dayId = useId();
  return (
    <section className="panel verdict" aria-labelledby={`${dayId}-title`}>
      <div className="panel-heading">
        <h2 id={`${dayId}-title`}>{title}</h2>
        <span className="row">
          <LawChooser law={law} onChoose={onLaw} />
          <label htmlFor={dayId}>{words.judgedFor}</label>
          <DatePicker
            id={dayId}
            value={dayjs(judgedFor)}
            allowClear={false}
            format={(day) => formatDate(day.format('YYYY-MM-DD'), language)}
            onChange={(day) => {
              if (day && !Array.isArray(day)) onJudgeFor(day.format('YYYY-MM-DD'));
            }}
          />
        </span>
      </div>
      {verdict.isError ? <FailureNote error={verdict.error} onRetry={() => verdict.refetch()} /> : null}
      {verdict.isPending ? <p role="status">{words.loading}</p> : null}
      {verdict.data ? (
        <ClauseReader>
          <RuleOfVerdict verdict={verdict.data}>
            <div aria-busy={verdict.isPlaceholderData}>
              <VerdictBody explanation={verdict.data} />
              {children}
            </div>
          </RuleOfVerdict>
        </ClauseReader>
      ) : null}
    </section>
  );
}

function VerdictBody({ explanation }: { readonly explanation: Judged }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const { verdict, tree, missing, unmet } = explanation;
  const address = useRuleAddress();
  const deciding = withoutAims(tree);
  const aims = aimsOf(tree);
  return (
    <>
      {explanation.asIf === null ? null : (
        <div className="verdict-trial">
          <Note tone="notice" live="polite">
            <p>{words.asIf(explanation.asIf.title)}</p>
          </Note>
        </div>
      )}
      <div className={`verdict-answer verdict-answer-${verdict}`} role="status">
        <Mark name={verdict} />
        <div>
          <p className="verdict-word">
            {words.state[verdict]}
            {verdict === 'unmet' && unmet.length > 0 ? <small>{words.unmetCount(unmetLeaves(deciding))}</small> : null}
          </p>
          <p>{words.outcome[verdict]}</p>
          {verdict === 'met' ? <p className="absent">{words.notAnExit}</p> : null}
        </div>
      </div>
      {verdict === 'unknown' && missing.length > 0 ? (
        <div className="verdict-missing">
          <p>
            <strong>{words.missingTitle}</strong>
          </p>
          <MissingList missing={missing} />
        </div>
      ) : null}
      {explanation.judged.basis === 'year-before' ? (
        <p className="verdict-year">{words.yearBefore(explanation.judged.year)}</p>
      ) : null}
      <p className="verdict-source">
        {address === null ? (
          <span lang="zh-CN">{explanation.title}</span>
        ) : (
          <Link to={address} lang="zh-CN">
            {explanation.title}
          </Link>
        )}{' '}
        · {words.basis('')}
        <span lang="zh-CN">{explanation.packTitle}</span> · {words.jurisdiction(explanation.jurisdiction)} ·{' '}
        {words.holdsFrom(formatDate(explanation.holdsFrom, language))}
        {explanation.inForceStatus === 'assumed' ? ` (${words.assumed})` : ''}
      </p>
      {deciding.parts.length > 1 ? <p className="absent">{deciding.mode === 'any' ? words.any : words.all}</p> : null}
      <VerdictParts mode={deciding.mode} parts={deciding.parts} />
      {aims.length > 0 ? (
        <>
          <h3>{words.aims}</h3>
          <VerdictParts mode="all" parts={aims} />
        </>
      ) : null}
    </>
  );
}

function unmetLeaves(group: ReturnType<typeof withoutAims>): number {
  return group.parts.filter((part) => part.verdict === 'unmet').length;
}
