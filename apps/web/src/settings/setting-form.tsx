import type { FillSetting, OpenSetting } from '@daohu/domain/standards/contract';
import { FaultSummary, Field, type FieldFault, formatDate, useLanguage, useWords } from '@daohu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useId, useMemo, useState } from 'react';
import { failureSentence } from '../server/failure-note.tsx';
import { act, Refused } from '../server/request.ts';
import { openSettingsEn } from './open-settings.messages.en.ts';
import { openSettingsZhCn } from './open-settings.messages.zh-cn.ts';
import { amountTyped, isMoney, typedUnit } from './typed-amount.ts';

interface SettingFormProps {
  readonly setting: OpenSetting;
  readonly onSaved: (name: string) => void;
}

interface Typed {
  readonly value: string;
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
  readonly basis: string;
}

/** One value of a parameter that the law leaves open: the number, from which day, on what basis. */
export function SettingForm({ setting, onSaved }: SettingFormProps) {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  const { language } = useLanguage();
  const client = useQueryClient();
  const [valueId, fromId, untilId, basisId] = [useId(), useId(), useId(), useId()];
  const [typed, setTyped] = useState<Typed>({ value: '', holdsFrom: null, holdsUntil: null, basis: '' });
  const [sent, setSent] = useState<Typed | null>(null);
  const save = useMutation({
    mutationFn: (input: FillSetting) => act('settings', input),
    onSuccess: async () => {
      await client.invalidateQueries();
      onSaved(setting.title ?? setting.parameter);
    },
  });

  const faults = useMemo(() => {
    const found: FieldFault[] = [];
    if (sent && valueTyped(setting, sent.value) === null) {
      found.push({ fieldId: valueId, sentence: isMoney(setting.unit) ? words.valueWrong : words.wholeWrong });
    }
    if (sent && sent.holdsFrom === null) found.push({ fieldId: fromId, sentence: words.dayMissing });
    if (sent && sent.basis.trim() === '') found.push({ fieldId: basisId, sentence: words.basisMissing });
    if (save.error) {
      const code = save.error instanceof Refused ? save.error.code : '';
      found.push({
        fieldId: code === 'dates-reversed' ? untilId : valueId,
        sentence: failureSentence(save.error, language),
      });
    }
    return found;
  }, [sent, save.error, setting, valueId, fromId, untilId, basisId, words, language]);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.sentence;

  const dayField = (id: string, label: string, hint: string, key: 'holdsFrom' | 'holdsUntil') => (
    <Field id={id} label={label} hint={hint} fault={faultOf(id)}>
      {(attributes) => (
        <DatePicker
          {...attributes}
          value={typed[key] === null ? null : dayjs(typed[key])}
          format={(day) => formatDate(day.format('YYYY-MM-DD'), language)}
          onChange={(day) =>
            setTyped({ ...typed, [key]: day && !Array.isArray(day) ? day.format('YYYY-MM-DD') : null })
          }
        />
      )}
    </Field>
  );

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.reset();
        setSent(typed);
        const value = valueTyped(setting, typed.value);
        if (value === null || typed.holdsFrom === null || typed.basis.trim() === '') return;
        const { parameter, division } = setting;
        const { holdsFrom, holdsUntil, basis } = typed;
        save.mutate({ parameter, division, value, holdsFrom, holdsUntil, basis: basis.trim() });
      }}
    >
      <FaultSummary title={words.faults} faults={faults} />
      <Field id={valueId} label={labelOf(setting, words, typedUnit(setting.unit, language))} fault={faultOf(valueId)}>
        {(attributes) =>
          setting.type === 'boolean' ? (
            <Select
              {...attributes}
              value={typed.value === '' ? null : typed.value}
              onChange={(value) => setTyped({ ...typed, value: value ?? '' })}
              options={[
                { value: 'true', label: words.yes },
                { value: 'false', label: words.no },
              ]}
            />
          ) : (
            <Input
              {...attributes}
              inputMode="decimal"
              value={typed.value}
              placeholder={setting.type === 'date' ? '2016-01-01' : ''}
              onChange={(event) => setTyped({ ...typed, value: event.target.value })}
            />
          )
        }
      </Field>
      {dayField(fromId, words.holdsFrom, words.holdsFromHint, 'holdsFrom')}
      {dayField(untilId, words.holdsUntil, words.holdsUntilHint, 'holdsUntil')}
      <Field id={basisId} label={words.basis} hint={words.basisHint} fault={faultOf(basisId)}>
        {(attributes) => (
          <Input.TextArea
            {...attributes}
            rows={3}
            maxLength={500}
            value={typed.basis}
            onChange={(event) => setTyped({ ...typed, basis: event.target.value })}
          />
        )}
      </Field>
      <div>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function labelOf(setting: OpenSetting, words: typeof openSettingsZhCn, unit: string): string {
  return setting.type === 'integer' && unit !== '' ? words.valueIn(unit) : words.value;
}

function valueTyped({ type, unit }: OpenSetting, text: string): FillSetting['value'] | null {
  if (type === 'boolean') return text === '' ? null : text === 'true';
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? text.trim() : null;
  return amountTyped(text, unit);
}
