import type { EnterReferenceValue, MissingFigure } from '@daohu/domain/standards/contract';
import { FaultSummary, Field, type FieldFault, useLanguage, useWords } from '@daohu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import { failureSentence } from '../server/failure-note.tsx';
import { act } from '../server/request.ts';
import { openSettingsEn } from './open-settings.messages.en.ts';
import { openSettingsZhCn } from './open-settings.messages.zh-cn.ts';
import { amountTyped, isMoney, typedUnit } from './typed-amount.ts';

interface FigureFormProps {
  readonly figure: MissingFigure;
  readonly year: number;
  readonly onSaved: (name: string) => void;
}

/** One missing statistic with its source. */
export function FigureForm({ figure, year, onSaved }: FigureFormProps) {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  const { language } = useLanguage();
  const client = useQueryClient();
  const [valueId, sourceId] = [useId(), useId()];
  const [typed, setTyped] = useState({ value: '', source: '' });
  const [sent, setSent] = useState<typeof typed | null>(null);
  const save = useMutation({
    mutationFn: (input: EnterReferenceValue) => act('reference-values', input),
    onSuccess: async () => {
      await client.invalidateQueries();
      onSaved(`${figure.title} ${words.yearOf(year)}`);
    },
  });

  const faults = useMemo(() => {
    const found: FieldFault[] = [];
    if (sent && amountTyped(sent.value, figure.unit) === null) {
      found.push({ fieldId: valueId, sentence: isMoney(figure.unit) ? words.valueWrong : words.wholeWrong });
    }
    if (sent && sent.source.trim() === '') found.push({ fieldId: sourceId, sentence: words.sourceMissing });
    if (save.error) found.push({ fieldId: valueId, sentence: failureSentence(save.error, language) });
    return found;
  }, [sent, save.error, figure, valueId, sourceId, words, language]);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.sentence;

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.reset();
        setSent(typed);
        const value = amountTyped(typed.value, figure.unit);
        if (value === null || typed.source.trim() === '') return;
        const { series, division } = figure;
        save.mutate({ series, division, year, value, source: typed.source.trim() });
      }}
    >
      <FaultSummary title={words.faults} faults={faults} />
      <Field id={valueId} label={words.valueIn(typedUnit(figure.unit, language))} fault={faultOf(valueId)}>
        {(attributes) => (
          <Input
            {...attributes}
            inputMode="decimal"
            value={typed.value}
            onChange={(event) => setTyped({ ...typed, value: event.target.value })}
          />
        )}
      </Field>
      <Field id={sourceId} label={words.source} hint={words.sourceHint} fault={faultOf(sourceId)}>
        {(attributes) => (
          <Input.TextArea
            {...attributes}
            rows={3}
            maxLength={500}
            value={typed.source}
            onChange={(event) => setTyped({ ...typed, source: event.target.value })}
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
