import type { LawCase } from '@daohu/domain/standards/contract';
import { type Column, formatCount, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { amountText, ruleValueText } from '../standards/rule-number.ts';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';

const CASES_AT_FIRST = 12;

/** The examples that a rule was agreed by: what each changes against the first, and the verdict it must give. */
export function CaseTable({ cases }: { readonly cases: readonly LawCase[] }) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  const verdict = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const [showsAll, setShowsAll] = useState(false);
  const columns: Column<LawCase>[] = [
    { key: 'name', title: words.case, leading: true, cell: ({ name }) => <span lang="zh-CN">{name}</span> },
    {
      key: 'differs',
      title: words.differs,
      block: true,
      cell: ({ differs }) =>
        differs.length === 0 ? (
          <span className="absent">{words.base}</span>
        ) : (
          <ul className="law-used">
            {differs.map(({ path, unit, value }) => (
              <li key={path}>
                <span lang="zh-CN">{path.replaceAll('.', ' · ')}</span>{' '}
                <strong className="figure" lang="zh-CN">
                  {ruleValueText(value, { unit, year: 0 }, language) ?? words.notRecorded}
                </strong>
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'verdict',
      title: words.answer,
      cell: ({ verdict: state, amount, unit, message }) => (
        <span className="row law-tight">
          {state === null ? null : <StateWord tone={state} word={verdict.state[state]} />}
          {message === null ? null : <span lang="zh-CN">{message}</span>}
          {amount === null ? null : <strong className="figure">{amountText(amount, unit, language)}</strong>}
        </span>
      ),
    },
    {
      key: 'because',
      title: words.because,
      block: true,
      cell: ({ because, missing }) => (
        <span className="row law-tight">
          {because.map(({ id, ref }) => (
            <ClauseButton key={id} id={id} place={ref} />
          ))}
          {missing.map((item) => (
            <span key={item} lang="zh-CN">
              {words.lacks(item)}
            </span>
          ))}
        </span>
      ),
    },
  ];
  if (cases.length === 0) return <p className="absent">{words.noCases}</p>;
  const shown = showsAll ? cases : cases.slice(0, CASES_AT_FIRST);
  return (
    <>
      <RecordTable caption={words.cases} columns={columns} rows={shown} rowKey={({ name }) => name} />
      {shown.length < cases.length ? (
        <Button type="link" onClick={() => setShowsAll(true)}>
          {words.allCases(formatCount(cases.length))}
        </Button>
      ) : null}
    </>
  );
}
