import type { Import, ImportList } from '@daohu/domain/exchange/contract';
import { formatCount, Note, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../access/me.ts';
import { CancelImport } from './cancel-import.tsx';
import { ColumnList } from './column-list.tsx';
import { ImportEffect } from './import-effect.tsx';
import { importPreviewEn } from './import-preview.messages.en.ts';
import { importPreviewZhCn } from './import-preview.messages.zh-cn.ts';
import { PreviewRows } from './preview-rows.tsx';

/** The lists that a clerk looks through, those that need a look first. */
const LISTS: readonly ImportList[] = ['refused', 'new', 'changed', 'same'];

/** 预览: what the file would do, list by list, before anything is written. */
export function ImportPreview({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importPreviewZhCn, en: importPreviewEn });
  const [, setAddress] = useSearchParams();
  const mayApply = useMay('exchange.uploadImport');
  const rowsToWrite = one.counts.new + one.counts.changed;
  return (
    <>
      <section className="panel">
        <div className="panel-heading">
          <h2>{words.effect}</h2>
          <span className="absent">{words.nothingWritten}</span>
        </div>
        <ImportEffect one={one} />
        {one.counts.noted > 0 ? <p className="absent">{words.noted(formatCount(one.counts.noted))}</p> : null}
        <ColumnList one={one} />
      </section>
      <ImportLists one={one} />
      {mayApply ? (
        <div className="panel row act-bar">
          {rowsToWrite > 0 ? (
            <Button type="primary" size="large" onClick={() => setAddress({ step: 'check' })}>
              {words.goCheck}
            </Button>
          ) : (
            <Note tone="notice">{words.nothingToApply}</Note>
          )}
          <CancelImport importId={one.importId} />
        </div>
      ) : null}
    </>
  );
}

/** The four lists as tabs with their counts; arrow keys go from tab to tab. */
export function ImportLists({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importPreviewZhCn, en: importPreviewEn });
  const base = useId();
  const [list, setList] = useState<ImportList>(() =>
    one.counts.refused > 0 ? 'refused' : (LISTS.find((each) => one.counts[each] > 0) ?? 'new'),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = LISTS[(LISTS.indexOf(list) + step + LISTS.length) % LISTS.length] ?? list;
    event.preventDefault();
    setList(next);
    document.getElementById(`${base}-${next}`)?.focus();
  };
  return (
    <section className="panel">
      <div className="tabs" role="tablist" aria-label={words.list} onKeyDown={onKeyDown}>
        {LISTS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`${base}-${each}`}
            aria-selected={each === list}
            aria-controls={`${base}-panel`}
            tabIndex={each === list ? 0 : -1}
            className={`tab tab-${each}`}
            onClick={() => setList(each)}
          >
            {words.lists[each]} <span className="figure">{words.rowsOf(formatCount(one.counts[each]))}</span>
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${list}`}>
        <PreviewRows key={list} one={one} list={list} />
      </div>
    </section>
  );
}
