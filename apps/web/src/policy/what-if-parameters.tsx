import { useLanguage, useWords } from '@daohu/ui';
import { Button, Input, Select, Slider } from 'antd';
import { useId, useState } from 'react';
import { amountTyped, isMoney, typedUnit } from '../settings/typed-amount.ts';
import { ruleValueText } from '../standards/rule-number.ts';
import { whatIfEn } from './what-if.messages.en.ts';
import { whatIfZhCn } from './what-if.messages.zh-cn.ts';
import type { Adjustable, ChangedValues } from './what-if-adjustables.ts';

interface WhatIfParametersProps {
  readonly adjustables: readonly Adjustable[];
  readonly changed: ChangedValues;
  readonly onChange: (changed: ChangedValues) => void;
}

/** Each value with a slider for trying and a field for the exact number, in the unit that people write. */
export function WhatIfParameters({ adjustables, changed, onChange }: WhatIfParametersProps) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const put = (name: string, value: number | boolean | null) => {
    const next = Object.fromEntries(Object.entries(changed).filter(([key]) => key !== name));
    onChange(value === null ? next : { ...next, [name]: value });
  };
  return (
    <>
      <ul className="what-if-parameters">
        {adjustables.map((one) => (
          <Line key={one.name} one={one} value={changed[one.name] ?? null} onChange={(value) => put(one.name, value)} />
        ))}
      </ul>
      {Object.keys(changed).length === 0 ? null : (
        <p>
          <Button onClick={() => onChange({})}>{words.reset}</Button>
        </p>
      )}
    </>
  );
}

interface LineProps {
  readonly one: Adjustable;
  /** As moved; null where it stands as it is. */
  readonly value: number | boolean | null;
  readonly onChange: (value: number | boolean | null) => void;
}

function Line({ one, value, onChange }: LineProps) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const { language } = useLanguage();
  const id = useId();
  const { title, unit, now, high, step } = one;
  const nowText = ruleValueText(now, { unit, year: 0 }, language) ?? words.notSet;
  const moved = (next: number | boolean) => onChange(next === now ? null : next);
  return (
    <li className={value === null ? '' : 'what-if-moved'}>
      <label htmlFor={id} lang="zh-CN">
        {title}
      </label>
      <span className="absent what-if-now">
        {words.now} <span className="figure">{nowText}</span>
      </span>
      {typeof now === 'boolean' ? (
        <Select
          id={id}
          value={String(value ?? now)}
          onChange={(chosen) => moved(chosen === 'true')}
          options={[
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]}
        />
      ) : (
        <>
          <Slider
            className="what-if-slider"
            min={0}
            max={Math.max(high, typeof value === 'number' ? value : 0)}
            step={step}
            value={typeof value === 'number' ? value : (now ?? 0)}
            onChange={moved}
            ariaLabelForHandle={title}
            ariaValueTextFormatterForHandle={(at) => ruleValueText(at, { unit, year: 0 }, language) ?? ''}
            tooltip={{ formatter: (at) => (at === undefined ? '' : ruleValueText(at, { unit, year: 0 }, language)) }}
          />
          <NumberField id={id} unit={unit} value={typeof value === 'number' ? value : now} onChange={moved} />
        </>
      )}
    </li>
  );
}

interface NumberFieldProps {
  readonly id: string;
  readonly unit: string;
  readonly value: number | null;
  readonly onChange: (value: number) => void;
}

/** What is half typed is no number yet, and moves nothing. */
function NumberField({ id, unit, value, onChange }: NumberFieldProps) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const { language } = useLanguage();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown(value, unit);
  const isWrong = typed !== null && typed.trim() !== '' && amountTyped(typed, unit) === null;
  return (
    <span className="what-if-number">
      <Input
        id={id}
        inputMode="decimal"
        value={text}
        suffix={typedUnit(unit, language)}
        {...(isWrong ? { status: 'error' as const, 'aria-invalid': true as const } : {})}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.target.value);
          const amount = amountTyped(event.target.value, unit);
          if (amount !== null) onChange(amount);
        }}
      />
      {isWrong ? (
        <span className="field-fault" role="status">
          {words.wrong}
        </span>
      ) : null}
    </span>
  );
}

function shown(value: number | null, unit: string): string {
  if (value === null) return '';
  return isMoney(unit) ? String(value / 100) : String(value);
}
