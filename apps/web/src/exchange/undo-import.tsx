import type { Import, ImportRefusal } from '@daohu/domain/exchange/contract';
import { formatCount, formatInstant, useLanguage, useWords } from '@daohu/ui';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import { Refused } from '../server/request.ts';
import { useImportAct } from './import-acts.ts';
import { importOutcomeEn } from './import-outcome.messages.en.ts';
import { importOutcomeZhCn } from './import-outcome.messages.zh-cn.ts';

/** 撤销导入: says what it will do before it does it, and names the later acts when it may not. */
export function UndoImport({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importOutcomeZhCn, en: importOutcomeEn });
  const [asking, setAsking] = useState(false);
  const undo = useImportAct(one.importId, 'undo');
  const records = (which: 'new' | 'changed') =>
    (['households', 'persons', 'villages'] as const)
      .filter((kind) => one.effect[kind][which] > 0)
      .map((kind) => words.recordsOf[kind](formatCount(one.effect[kind][which])))
      .join(words.between);
  const [added, changed] = [records('new'), records('changed')];
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {words.undo}
      </Button>
      <Modal
        open={asking}
        title={words.undoTitle}
        onCancel={() => setAsking(false)}
        footer={[
          <Button key="keep" onClick={() => setAsking(false)}>
            {words.keep}
          </Button>,
          <Button
            key="undo"
            danger
            type="primary"
            loading={undo.isPending}
            onClick={() => undo.mutate(undefined, { onSuccess: () => setAsking(false) })}
          >
            {words.undoConfirm}
          </Button>,
        ]}
      >
        <div className="stack">
          <p>{words.undoBody}</p>
          <ul className="bullets">
            {added === '' ? null : <li>{words.undoNew(added)}</li>}
            {changed === '' ? null : <li>{words.undoChanged(changed)}</li>}
            <li>{words.undoKept}</li>
          </ul>
          <p className="absent">{words.undoLater}</p>
          {undo.isError ? <UndoRefused error={undo.error} onRetry={() => undo.mutate()} /> : null}
        </div>
      </Modal>
    </>
  );
}

function UndoRefused({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const words = useWords({ zh: importOutcomeZhCn, en: importOutcomeEn });
  const { language } = useLanguage();
  const acts = laterActsOf(error);
  return (
    <>
      <FailureNote error={error} onRetry={onRetry} />
      {acts.length > 0 ? (
        <>
          <p>{words.laterActs}</p>
          <ul className="bullets">
            {acts.map(({ act, importId, accountName, at, records }) => (
              <li key={act}>
                {words.laterAct(importId, accountName, formatInstant(at, language), formatCount(records))}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

type LaterActs = Extract<ImportRefusal, { code: 'later-acts-rest-on-it' }>['acts'];

function laterActsOf(error: Error): LaterActs {
  if (!(error instanceof Refused) || error.code !== 'later-acts-rest-on-it') return [];
  return Array.isArray(error.data.acts) ? (error.data.acts as unknown as LaterActs) : [];
}
