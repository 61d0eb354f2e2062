import type { Import } from '@daohu/domain/exchange/contract';
import { formatCount, formatInstant, Note, useLanguage, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { useMay } from '../access/me.ts';
import { ImportEffect } from './import-effect.tsx';
import { importOutcomeEn } from './import-outcome.messages.en.ts';
import { importOutcomeZhCn } from './import-outcome.messages.zh-cn.ts';
import { ImportLists } from './import-preview.tsx';
import { UndoImport } from './undo-import.tsx';

/** How an import ended, and what can still be done about it. */
export function ImportOutcome({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importOutcomeZhCn, en: importOutcomeEn });
  const { language } = useLanguage();
  const mayUndo = useMay('exchange.uploadImport');
  const { state, counts } = one;
  return (
    <>
      {state === 'applied' ? (
        <Note tone="good" live="polite">
          <p>
            <strong>{words.applied(formatCount(counts.new + counts.changed))}</strong>{' '}
            {one.appliedAt === null ? null : words.appliedAt(formatInstant(one.appliedAt, language))}
          </p>
          <ImportEffect one={one} />
          {counts.refused > 0 ? <p>{words.refusedLeft(formatCount(counts.refused))}</p> : null}
        </Note>
      ) : null}
      {state === 'undone' ? (
        <Note tone="notice" live="polite">
          {words.undone}
        </Note>
      ) : null}
      {state === 'cancelled' ? <Note tone="plain">{words.cancelled}</Note> : null}
      {state === 'failed' ? (
        <Note tone="bad" live="polite">
          <p>{words.failed}</p>
          {one.failure === null ? null : <p lang="zh-CN">{one.failure}</p>}
          <p>{words.failedHint}</p>
        </Note>
      ) : null}
      <div className="row">
        <Link
          to={`/households${one.within === null ? '' : `?division=${one.within}${one.year === null ? '' : `&year=${one.year}`}`}`}
        >
          {words.openRegister}
        </Link>
        <Link to="/imports">{words.again}</Link>
        {state === 'applied' && mayUndo ? <UndoImport one={one} /> : null}
      </div>
      {state === 'applied' && counts.rows > 0 ? <ImportLists one={one} /> : null}
    </>
  );
}
