import { type Item, itemsOf } from '@daohu/dictionary';
import type { CountyDetail, EnterCountyFigures, ItemValues } from '@daohu/domain/register/contract';
import { FaultSummary, Field, type FieldFault, useLanguage, useWords } from '@daohu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { itemName } from '../items/item-value.ts';
import { failureSentence } from '../server/failure-note.tsx';
import { act } from '../server/request.ts';
import { amountTyped, typedUnit } from '../settings/typed-amount.ts';
import { countyEn } from './county.messages.en.ts';
import { countyZhCn } from './county.messages.zh-cn.ts';

/** A mean income is entered with its source among the figures of all levels. */
const FIELDS = itemsOf('county').filter(({ field }) => field !== 'ruralDisposableIncomePerHead');

interface CountyFiguresFormProps {
  readonly county: CountyDetail;
  readonly year: number;
  readonly onDone: () => void;
}

/** What the county reports for a year. Only what was changed is sent, so that two offices do not undo each other. */
export function CountyFiguresForm({ county, year, onDone }: CountyFiguresFormProps) {
  const words = useWords({ zh: countyZhCn, en: countyEn });
  const { language } = useLanguage();
  const client = useQueryClient();
  const form = useId();
  const before = Object.fromEntries(FIELDS.map((item) => [item.field, writtenText(item, county.yearly)]));
  const [typed, setTyped] = useState(before);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const save = useMutation({
    mutationFn: (input: Omit<EnterCountyFigures, 'division'>) => act(`counties/${county.division}/figures`, input),
    onSuccess: async () => {
      await client.invalidateQueries();
      onDone();
    },
    onError: (error) => setFaults([{ fieldId: fieldId(FIELDS[0]!), sentence: failureSentence(error, language) }]),
  });
  const fieldId = (item: Item) => `${form}-${item.field}`;
  const faultOf = (item: Item) => faults.find((fault) => fault.fieldId === fieldId(item))?.sentence;

  const submit = () => {
    const changed = FIELDS.filter(({ field }) => typed[field] !== before[field]);
    const values = Object.fromEntries(changed.map((item) => [item.field, valueTyped(item, typed[item.field] ?? '')]));
    const wrong = changed.filter(({ field }) => values[field] === undefined);
    setFaults(
      wrong.map((item) => ({
        fieldId: fieldId(item),
        sentence: item.unit === 'fen/year' ? words.moneyWrong : words.wholeWrong,
      })),
    );
    if (wrong.length > 0) return;
    if (changed.length === 0) onDone();
    else save.mutate({ year, values: values as EnterCountyFigures['values'] });
  };

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FaultSummary title={words.faults} faults={faults} />
      {FIELDS.map((item) => (
        <Field key={item.id} id={fieldId(item)} label={labelOf(item)} fault={faultOf(item)}>
          {(attributes) =>
            item.type === 'boolean' ? (
              <Select
                {...attributes}
                value={typed[item.field] ?? ''}
                onChange={(chosen) => setTyped({ ...typed, [item.field]: chosen })}
                options={[
                  { value: '', label: words.none },
                  { value: 'yes', label: words.yes },
                  { value: 'no', label: words.no },
                ]}
              />
            ) : (
              <Input
                {...attributes}
                inputMode="decimal"
                value={typed[item.field] ?? ''}
                onChange={(event) => setTyped({ ...typed, [item.field]: event.target.value })}
              />
            )
          }
        </Field>
      ))}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </form>
  );

  function labelOf(item: Item): string {
    const name = itemName(item, language);
    const unit = typedUnit(unitOf(item), language);
    return unit === '' ? name : language === 'zh-CN' ? `${name}（${unit}）` : `${name} (${unit})`;
  }
}

function unitOf(item: Item): string {
  return item.unit === 'fen/year' ? '分' : item.unit === 'person' ? '人' : '';
}

/** A recorded value as it is typed: money in 元, yes or no as a word, nothing as an empty text. */
function writtenText(item: Item, values: ItemValues): string {
  const value = values[item.field];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return '';
  return item.unit === 'fen/year' ? String(value / 100) : String(value);
}

/** What was typed as it is kept: null takes the value back, undefined is no value at all. */
function valueTyped(item: Item, text: string): number | boolean | null | undefined {
  if (text.trim() === '') return null;
  if (item.type === 'boolean') return text === 'yes';
  return amountTyped(text, unitOf(item)) ?? undefined;
}
