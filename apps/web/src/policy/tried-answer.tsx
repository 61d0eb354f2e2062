import type { Explanation } from '@daohu/domain/standards/contract';
import { Mark, useLanguage, useWords } from '@daohu/ui';
import { MissingList } from '../standards/missing-list.tsx';
import { amountText } from '../standards/rule-number.ts';
import '../standards/verdict.css';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { aimsOf, VerdictParts, withoutAims } from '../standards/verdict-tree.tsx';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';

/** The answer of a draft for one record in a word, with what is missing for it. */
export function TriedAnswer({ explanation }: { readonly explanation: Explanation }) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const texts = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const { verdict, missing, amount, message } = explanation;
  return (
    <div className="verdict">
      <div className={`verdict-answer verdict-answer-${verdict}`} role="status">
        <Mark name={verdict} />
        <div>
          <p className="verdict-word">{texts.state[verdict]}</p>
          {amount === null ? null : (
            <p>
              {words.amountIsNow}{' '}
              <strong className="figure">
                {amount.value === null ? words.amountUnknown : amountText(amount.value, amount.unit, language)}
              </strong>
            </p>
          )}
          {message === null ? null : (
            <p>
              {words.saysNow} <strong lang="zh-CN">{message}</strong>
            </p>
          )}
        </div>
      </div>
      {verdict === 'unknown' && missing.length > 0 ? (
        <div className="verdict-missing">
          <p>
            <strong>{texts.missingTitle}</strong>
          </p>
          <MissingList missing={missing} />
        </div>
      ) : null}
    </div>
  );
}

/** Why: condition by condition, as the page of a household shows it. */
export function TriedReasons({ explanation: { tree } }: { readonly explanation: Explanation }) {
  const texts = useWords({ zh: verdictZhCn, en: verdictEn });
  const deciding = withoutAims(tree);
  const aims = aimsOf(tree);
  return (
    <div className="verdict">
      {deciding.parts.length > 1 ? <p className="absent">{deciding.mode === 'any' ? texts.any : texts.all}</p> : null}
      <VerdictParts mode={deciding.mode} parts={deciding.parts} />
      {aims.length > 0 ? (
        <>
          <h3>{texts.aims}</h3>
          <VerdictParts mode="all" parts={aims} />
        </>
      ) : null}
    </div>
  );
}
