import { items } from '@daohu/dictionary';
import type { DraftInputs, DraftItem, DraftRelation } from '@daohu/domain/standards/contract';
import { Field, useLanguage, useWords } from '@daohu/ui';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { itemName } from '../items/item-value.ts';
import { amountTyped, isMoney, typedUnit } from '../settings/typed-amount.ts';
import { type Facts, type FactValue, isFacts, withFact } from './bench-facts.ts';
import { DayField } from './day-field.tsx';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';

interface BenchFieldsProps {
  readonly inputs: DraftInputs;
  readonly facts: Facts;
  readonly onChange: (facts: Facts) => void;
}

/** The items that a rule reads of one record, and below them those of the records around it. */
export function BenchFields({ inputs, facts, onChange }: BenchFieldsProps) {
  return (
    <>
      {inputs.items.length === 0 ? null : (
        <div className="bench-items">
          {inputs.items.map((item) => (
            <ItemField
              // A value that comes from a case is typed anew; what one types oneself stays as typed.
              key={item.name}
              item={item}
              entity={inputs.entity}
              value={isValue(facts[item.name]) ? (facts[item.name] as FactValue) : null}
              onChange={(value) => onChange(withFact(facts, item.name, value))}
            />
          ))}
        </div>
      )}
      {inputs.related.map((relation) =>
        relation.many ? (
          <ListFields key={relation.name} relation={relation} facts={facts} onChange={onChange} />
        ) : (
          <fieldset key={relation.name} className="bench-record">
            <legend lang="zh-CN">{relation.name}</legend>
            <BenchFields
              inputs={relation.inputs}
              facts={isFacts(facts[relation.name]) ? (facts[relation.name] as Facts) : {}}
              onChange={(inner) => onChange(withFact(facts, relation.name, inner))}
            />
          </fieldset>
        ),
      )}
    </>
  );
}

interface ListFieldsProps {
  readonly relation: DraftRelation;
  readonly facts: Facts;
  readonly onChange: (facts: Facts) => void;
}

function ListFields({ relation, facts, onChange }: ListFieldsProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const { name, label, inputs } = relation;
  const held = facts[name];
  const records = Array.isArray(held) ? (held as readonly Facts[]) : null;
  const set = (next: readonly Facts[]) => onChange(withFact(facts, name, next));
  return (
    <fieldset className="bench-record">
      <legend lang="zh-CN">{name}</legend>
      {records === null ? <p className="absent">{words.listUnknown}</p> : null}
      {records?.map((record, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an invented person has nothing but a place in the list.
        <fieldset key={index} className="bench-record">
          <legend>{words.record(label, index + 1)}</legend>
          <BenchFields
            inputs={inputs}
            facts={record}
            onChange={(changed) => set(records.map((one, at) => (at === index ? changed : one)))}
          />
          <Button
            size="small"
            danger
            aria-label={words.removeOf(words.record(label, index + 1))}
            onClick={() => set(records.filter((_, at) => at !== index))}
          >
            {words.remove}
          </Button>
        </fieldset>
      ))}
      <Button size="small" onClick={() => set([...(records ?? []), {}])}>
        {words.addRecord(label)}
      </Button>
    </fieldset>
  );
}

interface ItemFieldProps {
  readonly item: DraftItem;
  readonly entity: string;
  readonly value: FactValue;
  readonly onChange: (value: FactValue) => void;
}

function ItemField({ item, entity, value, onChange }: ItemFieldProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const { language } = useLanguage();
  const id = useId();
  const unit = item.unit === '' ? '' : typedUnit(item.unit, language);
  const name = language === 'zh-CN' ? item.label : (englishName(entity, item.name) ?? item.label);
  const label = unit === '' ? name : language === 'zh-CN' ? `${name}（${unit}）` : `${name} (${unit})`;
  if (item.type === 'date') {
    return (
      <DayField
        label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(day) => onChange(day || null)}
      />
    );
  }
  if (item.type === 'integer') {
    return <NumberField item={item} entity={entity} label={label} value={value} onChange={onChange} />;
  }
  const options =
    item.type === 'boolean'
      ? [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]
      : item.codes.map((code) => ({ value: code, label: code }));
  return (
    <Field id={id} label={label}>
      {(attributes) =>
        item.type === 'text' ? (
          <Input
            {...attributes}
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => onChange(event.target.value || null)}
          />
        ) : (
          <Select
            {...attributes}
            allowClear
            showSearch={item.codes.length > 8 ? { optionFilterProp: 'label' } : false}
            placeholder={words.notRecorded}
            value={value === null ? null : String(value)}
            options={options}
            onChange={(chosen: string | null | undefined) =>
              onChange(chosen == null ? null : item.type === 'boolean' ? chosen === 'true' : chosen)
            }
          />
        )
      }
    </Field>
  );
}

/** The register's own English name; a figure of a division has none. */
function englishName(entity: string, ruleName: string): string | null {
  const known = items.find((one) => one.entity === entity && one.ruleName === ruleName);
  return known ? itemName(known, 'en') : null;
}

interface NumberFieldProps extends ItemFieldProps {
  readonly label: string;
}

/** A number in the unit that people write: money in 元. What is no number is told, and counts as not recorded. */
function NumberField({ item, label, value, onChange }: NumberFieldProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const id = useId();
  const [typed, setTyped] = useState(() => shown(value, item.unit));
  const held = typed.trim() === '' ? null : amountTyped(typed, item.unit);
  // A case was taken in the meantime: its value stands where the typed one stood.
  const text = held === value || (held === null && value === null) ? typed : shown(value, item.unit);
  const isWrong = text.trim() !== '' && amountTyped(text, item.unit) === null;
  return (
    <Field id={id} label={label} fault={isWrong ? words.amountWrong : undefined}>
      {(attributes) => (
        <Input
          {...attributes}
          inputMode="decimal"
          placeholder={words.notRecorded}
          value={text}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(event.target.value.trim() === '' ? null : amountTyped(event.target.value, item.unit));
          }}
        />
      )}
    </Field>
  );
}

function shown(value: FactValue, unit: string): string {
  if (typeof value !== 'number') return '';
  if (!isMoney(unit)) return String(value);
  const fen = String(Math.abs(value)).padStart(3, '0');
  const yuan = `${value < 0 ? '-' : ''}${fen.slice(0, -2)}`;
  return fen.endsWith('00') ? yuan : `${yuan}.${fen.slice(-2)}`;
}

function isValue(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'object';
}
