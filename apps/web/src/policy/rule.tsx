import type { RuleDetail } from '@daohu/domain/standards/contract';
import { formatDate, Note, StateWord, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useId } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { useMay } from '../access/me.ts';
import { DivisionPicker } from '../divisions/division-picker.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseButton, ClauseReader } from '../standards/clause-drawer.tsx';
import { dayOf } from './address-day.ts';
import { CaseTable } from './case-table.tsx';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { LawPath } from './law-path.tsx';
import { ruleQuery } from './law-queries.ts';
import './rule.css';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';
import { RuleParameters } from './rule-parameters.tsx';
import { RuleParts } from './rule-parts.tsx';
import { RuleWords } from './rule-words.tsx';

/** 规则解读: what a rule asks for in words, the clause beside each condition, and the examples it was agreed by. */
export default function RulePage() {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { pack = '', rule = '' } = useParams();
  const [address] = useSearchParams();
  const place = address.get('place');
  const asked = {
    pack,
    rule,
    asOf: dayOf(address.get('asOf')),
    place: place !== null && /^\d{1,12}$/.test(place) ? Number(place) : null,
  };
  const detail = useQuery(ruleQuery(asked));
  useLandingPlace(detail.data !== undefined);
  if (!detail.data) {
    return (
      <LawFrame title={words.title}>
        {detail.isPending ? <p role="status">{common.loading}</p> : null}
        {detail.isError ? <FailureNote error={detail.error} onRetry={() => detail.refetch()} /> : null}
      </LawFrame>
    );
  }
  return (
    <LawFrame
      title={detail.data.title}
      above={<LawPath pack={{ key: detail.data.pack, title: detail.data.packTitle }} />}
    >
      {detail.isError ? <FailureNote error={detail.error} onRetry={() => detail.refetch()} /> : null}
      <ClauseReader>
        <div className="stack" aria-busy={detail.isPlaceholderData}>
          <RuleHead detail={detail.data} />
          {detail.data.root.parts.length === 0 ? null : (
            <section className="panel">
              <div className="panel-heading">
                <h2>{words.conditions}</h2>
                {detail.data.root.parts.length > 1 ? (
                  <span className="absent">{words.modes[detail.data.root.mode]}</span>
                ) : null}
              </div>
              <RuleParts group={detail.data.root} parameters={detail.data.parameters} />
            </section>
          )}
          <section className="panel">
            <div className="panel-heading">
              <h2>{words.parameters}</h2>
              <WhenAndWhere detail={detail.data} />
            </div>
            <RuleParameters parameters={detail.data.parameters} />
          </section>
          <section className="panel law-table">
            <div className="panel-heading">
              <h2>{words.cases}</h2>
              <span className="absent">{words.casesHint}</span>
            </div>
            <CaseTable cases={detail.data.cases} />
          </section>
        </div>
      </ClauseReader>
    </LawFrame>
  );
}

function RuleHead({ detail }: { readonly detail: RuleDetail }) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const { kind, subject, subjectLabel, holdsFrom, holdsUntil, inForceStatus, otherVersions, note, amount } = detail;
  const day = (date: string) => formatDate(date, language);
  return (
    <section className="panel stack rule-head">
      <p className="row">
        <StateWord tone="plain" word={common.kinds[kind]} />
        {kind === 'formula' ? null : <span>{words.about(common.subjects[subject] ?? subjectLabel)}</span>}
        <span>
          {holdsUntil === null ? common.from(day(holdsFrom)) : common.fromUntil(day(holdsFrom), day(holdsUntil))}
        </span>
        {inForceStatus === 'assumed' ? <StateWord tone="notice" word={common.assumed} /> : null}
        <code>{detail.file}</code>
      </p>
      {note === null ? null : (
        <p className="absent" lang="zh-CN">
          {note}
        </p>
      )}
      {detail.check === null ? null : (
        <Note>
          <p>
            <strong>{words.severities[detail.check.severity]}</strong> <span lang="zh-CN">{detail.check.message}</span>
          </p>
        </Note>
      )}
      {amount === null ? null : (
        <Note>
          <p>
            <strong>{words.amount[amount.is]}</strong> <RuleWords words={amount.words} parameters={detail.parameters} />{' '}
            <span lang="zh-CN">{amount.benefit}</span>{' '}
            <span className="absent" lang="zh-CN">
              {[amount.unit, amount.period, amount.provider].filter(Boolean).join(' · ')}
            </span>
          </p>
          <p className="row law-tight">
            {detail.root.clauses.map(({ id, ref, quote }) => (
              <span key={id}>
                <ClauseButton id={id} place={ref} /> <span lang="zh-CN">{quote}</span>
              </span>
            ))}
          </p>
        </Note>
      )}
      <RuleWays detail={detail} />
      {otherVersions.length === 0 ? null : (
        <p className="row">
          <span className="absent">{words.otherVersions}</span>
          {otherVersions.map(({ pack, packTitle, rule, holdsFrom: from }) => (
            <Link key={pack + from} to={`/policy/rules/${pack}/${rule}?asOf=${from}`} lang="zh-CN">
              {packTitle}
            </Link>
          ))}
        </p>
      )}
    </section>
  );
}

/** What one may do with a rule from here. */
function RuleWays({ detail: { pack, rule, kind, subject } }: { readonly detail: RuleDetail }) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  const mayDraft = useMay('standards.tryRule') && kind !== 'formula';
  const mayMeasure = useMay('standards.whatIf') && kind !== 'formula' && MEASURED.includes(subject);
  if (!mayDraft && !mayMeasure) return null;
  const of = `pack=${pack}&rule=${rule}`;
  return (
    <p className="row">
      {mayDraft ? <Link to={`/policy/draft?${of}`}>{words.goDraft}</Link> : null}
      {mayMeasure ? <Link to={`/policy/what-if?${of}`}>{words.goMeasure}</Link> : null}
    </p>
  );
}

const MEASURED: readonly string[] = ['household', 'person', 'village'];

/** The day and the place whose parameters are shown; both stand in the address. */
function WhenAndWhere({ detail }: { readonly detail: RuleDetail }) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  const { language } = useLanguage();
  const [address, setAddress] = useSearchParams();
  const dayId = useId();
  const placeId = useId();
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(address);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setAddress(next, { replace: true });
  };
  return (
    <span className="row rule-when">
      <label htmlFor={dayId}>{words.asOf}</label>
      <DatePicker
        id={dayId}
        value={dayjs(detail.asOf)}
        allowClear={false}
        format={(day) => formatDate(day.format('YYYY-MM-DD'), language)}
        onChange={(day) => {
          if (day && !Array.isArray(day)) set('asOf', day.format('YYYY-MM-DD'));
        }}
      />
      <label htmlFor={placeId}>{words.place}</label>
      <span className="rule-place">
        <DivisionPicker
          id={placeId}
          chosen={detail.place}
          onChoose={(division) => set('place', division === null ? null : String(division.code))}
        />
      </span>
    </span>
  );
}

/** A link to one condition arrives before the rule does: once it is there, the page goes to it. */
function useLandingPlace(isThere: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!isThere || hash === '') return;
    const part = document.getElementById(decodeURIComponent(hash.slice(1)));
    part?.scrollIntoView({ block: 'center' });
    part?.focus({ preventScroll: true });
  }, [isThere, hash]);
}
