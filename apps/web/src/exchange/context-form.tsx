import { sheetSets } from '@daohu/dictionary';
import type { Import } from '@daohu/domain/exchange/contract';
import { FaultSummary, Field, type FieldFault, useLanguage, useWords } from '@daohu/ui';
import { Button, Input, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { DivisionPicker } from '../divisions/division-picker.tsx';
import { failureSentence } from '../server/failure-note.tsx';
import { Refused } from '../server/request.ts';
import { CancelImport } from './cancel-import.tsx';
import { ColumnList } from './column-list.tsx';
import { contextFormEn } from './context-form.messages.en.ts';
import { contextFormZhCn } from './context-form.messages.zh-cn.ts';
import { useReadImport } from './import-acts.ts';

interface Typed {
  readonly set: string | null;
  readonly year: string;
  readonly place: { readonly code: number; readonly name: string } | null;
}

/** Year and place, prefilled from the title rows and the file name, confirmed by whoever knows the file. */
export function ContextForm({ one }: { readonly one: Import }) {
  const words = useWords({ zh: contextFormZhCn, en: contextFormEn });
  const { language } = useLanguage();
  const [setId, yearId, placeId] = [useId(), useId(), useId()];
  const [typed, setTyped] = useState<Typed>(() => suggested(one));
  const [sent, setSent] = useState<Typed | null>(null);
  const reading = useReadImport(one.importId);

  const faults = useMemo(() => {
    const found: FieldFault[] = [];
    if (sent && sent.set === null) found.push({ fieldId: setId, sentence: words.setMissing });
    if (sent && !isYear(sent.year)) found.push({ fieldId: yearId, sentence: words.yearMissing });
    if (sent && sent.place === null) found.push({ fieldId: placeId, sentence: words.placeMissing });
    if (reading.error) {
      const field = { 'year-needed': yearId, 'set-not-recognised': setId }[
        reading.error instanceof Refused ? reading.error.code : ''
      ];
      found.push({ fieldId: field ?? placeId, sentence: failureSentence(reading.error, language) });
    }
    return found;
  }, [sent, reading.error, setId, yearId, placeId, words, language]);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.sentence;

  return (
    <section className="panel">
      <h2>{words.title}</h2>
      <p className="form-intro">{words.why}</p>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          reading.reset();
          setSent(typed);
          if (typed.set === null || !isYear(typed.year) || typed.place === null) return;
          reading.mutate({ set: typed.set, year: Number(typed.year), within: typed.place.code });
        }}
      >
        <FaultSummary title={words.faults} faults={faults} />
        <Field
          id={setId}
          label={words.set}
          hint={one.set === null ? words.setHint : words.setKnown}
          fault={faultOf(setId)}
        >
          {(attributes) => (
            <Select
              {...attributes}
              value={typed.set}
              onChange={(set) => setTyped({ ...typed, set })}
              options={sheetSets
                .filter((set) => set.isImported)
                .map((set) => ({ value: set.id, label: <span lang="zh-CN">{`${set.id} ${set.title}`}</span> }))}
              style={{ width: '100%' }}
            />
          )}
        </Field>
        <Field id={yearId} label={words.year} hint={words.yearHint} fault={faultOf(yearId)}>
          {(attributes) => (
            <Input
              {...attributes}
              inputMode="numeric"
              maxLength={4}
              className="year-input"
              value={typed.year}
              onChange={(event) => setTyped({ ...typed, year: event.target.value })}
            />
          )}
        </Field>
        <Field id={placeId} label={words.place} hint={words.placeHint} fault={faultOf(placeId)}>
          {(attributes) => (
            <DivisionPicker {...attributes} chosen={typed.place} onChoose={(place) => setTyped({ ...typed, place })} />
          )}
        </Field>
        <div className="row">
          <Button type="primary" size="large" htmlType="submit" loading={reading.isPending}>
            {words.submit}
          </Button>
          <CancelImport importId={one.importId} />
        </div>
      </form>
      <ColumnList one={one} />
    </section>
  );
}

function suggested(one: Import): Typed {
  const year = one.year ?? one.suggestedYear;
  const code = one.within ?? one.suggestedWithin;
  const name = one.withinName ?? one.suggestedWithinName;
  return {
    set: one.set,
    year: year === null ? '' : String(year),
    place: code === null ? null : { code, name: name ?? String(code) },
  };
}

function isYear(text: string): boolean {
  return /^20\d{2}$/.test(text.trim());
}
