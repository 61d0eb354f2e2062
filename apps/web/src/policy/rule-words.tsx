import type { ParameterInForce } from '@daohu/domain/standards/contract';
import { useLanguage, useWords } from '@daohu/ui';
import { ruleValueText } from '../standards/rule-number.ts';
import './rule.css';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';
import { wordsWithParameters } from './words-with-parameters.ts';

interface RuleWordsProps {
  readonly words: string;
  readonly parameters: readonly ParameterInForce[];
}

/** An expression in Chinese words, with the value in force beside each parameter it names. */
export function RuleWords({ words, parameters }: RuleWordsProps) {
  const texts = useWords({ zh: ruleZhCn, en: ruleEn });
  const { language } = useLanguage();
  return (
    <span lang="zh-CN">
      {wordsWithParameters(words).map((piece) => {
        if (piece.is === 'text') return piece.text;
        const found = parameters.find(({ name }) => name === piece.name);
        const value = found ? ruleValueText(found.value, { unit: found.unit, year: 0 }, language) : null;
        return (
          <span key={piece.at} className="rule-parameter">
            {piece.name}
            {found ? (
              <strong className={value === null ? 'rule-unset' : undefined}>{value ?? texts.noValue}</strong>
            ) : null}
          </span>
        );
      })}
    </span>
  );
}
