import type { ComparedSide, ComparedSubject, LawComparison } from '@daohu/domain/standards/contract';
import { formatCount, formatDate, Note, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from '../standards/clause-drawer.tsx';
import { ComparedParameters } from './compared-parameters.tsx';
import { ComparedRuleTable } from './compared-rule.tsx';
import './comparison.css';
import { comparisonEn } from './comparison.messages.en.ts';
import { comparisonZhCn } from './comparison.messages.zh-cn.ts';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { comparisonQuery } from './law-queries.ts';
import { lawSideOf } from './law-side.ts';
import { SidePicker } from './side-picker.tsx';

/** 政策对比: two documents, or the law of two places or days, rule by rule and value by value. */
export default function ComparisonPage() {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const [address, setAddress] = useSearchParams();
  const [a, b] = [address.get('a') ?? '', address.get('b') ?? ''];
  const onlyDifferent = address.get('only') === 'different';
  const comparison = useQuery(comparisonQuery(a, b));
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(address);
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
    setAddress(next, { replace: true });
  };
  return (
    <LawFrame title={words.title}>
      <section className="panel comparison-sides">
        <SidePicker
          label={words.first}
          chosen={a}
          placeTitle={titleOf(comparison.data?.a, a)}
          onChoose={(side) => set('a', side)}
        />
        <SidePicker
          label={words.second}
          chosen={b}
          placeTitle={titleOf(comparison.data?.b, b)}
          onChoose={(side) => set('b', side)}
        />
      </section>
      {a === '' || b === '' ? <Note>{words.chooseBoth}</Note> : null}
      {a !== '' && b !== '' && comparison.isPending ? <p role="status">{common.loading}</p> : null}
      {comparison.isError ? <FailureNote error={comparison.error} onRetry={() => comparison.refetch()} /> : null}
      {comparison.data && a !== '' && b !== '' ? (
        <ClauseReader>
          <div className="stack" aria-busy={comparison.isPlaceholderData}>
            <div className="row comparison-sum">
              <Counts comparison={comparison.data} />
              <Checkbox
                checked={onlyDifferent}
                onChange={(event) => set('only', event.target.checked ? 'different' : null)}
              >
                {words.onlyDifferent}
              </Checkbox>
            </div>
            <Sides comparison={comparison.data} />
            {comparison.data.subjects.map((subject) => (
              <SubjectPart
                key={subject.subject}
                subject={subject}
                comparison={comparison.data}
                onlyDifferent={onlyDifferent}
              />
            ))}
            <section className="panel law-table">
              <h2>{words.parameters}</h2>
              <ComparedParameters comparison={comparison.data} onlyDifferent={onlyDifferent} />
            </section>
          </div>
        </ClauseReader>
      ) : null}
    </LawFrame>
  );
}

/** While the next comparison is asked for, that of the sides before is still shown: its titles are not these. */
function titleOf(side: ComparedSide | undefined, asked: string): string | null {
  return side !== undefined && side.key === lawSideOf(asked)?.key ? side.title : null;
}

function Counts({ comparison: { counts } }: { readonly comparison: LawComparison }) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const told = [
    words.same(formatCount(counts.same)),
    words.differ(formatCount(counts.differ)),
    words.onlyFirst(formatCount(counts.onlyA)),
    words.onlySecond(formatCount(counts.onlyB)),
  ];
  return <p role="status">{told.join(words.comma)}</p>;
}

/** Whose law each side is, and on which day. */
function Sides({ comparison }: { readonly comparison: LawComparison }) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  return (
    <div className="comparison-pair">
      {[comparison.a, comparison.b].map((side, index) => (
        <section key={index === 0 ? 'a' : 'b'} className="panel comparison-side">
          <h2 lang="zh-CN">
            {side.is === 'pack' ? <Link to={`/policy/packs/${side.key}`}>{side.title}</Link> : side.title}
          </h2>
          <p className="absent">{words.asOf(formatDate(side.asOf, language))}</p>
          <ul>
            {side.packs.map(({ key, title, jurisdiction, supersededBy }) => (
              <li key={key}>
                {side.is === 'pack' ? null : (
                  <Link to={`/policy/packs/${key}`} lang="zh-CN">
                    {title}
                  </Link>
                )}{' '}
                <span className="absent" lang="zh-CN">
                  {jurisdiction}
                </span>
                {supersededBy.map((by) => (
                  <span key={by.key} className="law-under">
                    {words.supersededBy(formatDate(by.from, language))}
                    <span lang="zh-CN">{by.title}</span>
                  </span>
                ))}
              </li>
            ))}
          </ul>
          {side.packs.length === 0 ? <p className="absent">{common.none}</p> : null}
        </section>
      ))}
    </div>
  );
}

interface SubjectPartProps {
  readonly subject: ComparedSubject;
  readonly comparison: LawComparison;
  readonly onlyDifferent: boolean;
}

function SubjectPart({ subject, comparison, onlyDifferent }: SubjectPartProps) {
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const rules = onlyDifferent ? subject.rules.filter(({ difference }) => difference !== 'same') : subject.rules;
  if (rules.length === 0) return null;
  return (
    <section className="panel law-table">
      <h2>{words.about(common.subjects[subject.subject] ?? subject.label)}</h2>
      {rules.map((rule) => (
        <ComparedRuleTable key={rule.rule} rule={rule} comparison={comparison} onlyDifferent={onlyDifferent} />
      ))}
    </section>
  );
}
