import type { Import } from '@daohu/domain/exchange/contract';
import { DefinitionGrid, formatBytes, Note, PageHeading, useWords } from '@daohu/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { CheckBeforeApplying } from './check-before-applying.tsx';
import { ContextForm } from './context-form.tsx';
import './exchange.css';
import { importEn } from './import.messages.en.ts';
import { importZhCn } from './import.messages.zh-cn.ts';
import { SetName } from './import-list.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportProgress } from './import-progress.tsx';
import { importQuery, isWorking } from './import-queries.ts';
import { ImportStateWord } from './import-state-word.tsx';

/** 一次导入, from the file to the register: what stands on the page follows from its state. */
export default function ImportPage() {
  const words = useWords({ zh: importZhCn, en: importEn });
  const { id = '' } = useParams();
  const client = useQueryClient();
  const query = useQuery(importQuery(id));
  const state = query.data?.state;
  const before = useRef(state);
  useEffect(() => {
    // The rows of the preview and every figure of the register are new once the server has worked.
    if (before.current !== undefined && before.current !== state) {
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'import' && queryKey[0] !== 'me' && queryKey[0] !== 'divisions',
      });
    }
    before.current = state;
  }, [state, client]);

  return (
    <div className="stack">
      <PageHeading
        title={query.data ? words.title(query.data.fileName) : words.listTitle}
        above={<Link to="/imports">‹ {words.back}</Link>}
        beside={query.data ? <ImportStateWord state={query.data.state} /> : null}
      />
      {query.isPending ? <p role="status">{words.loading}</p> : null}
      {query.isError ? <FailureNote error={query.error} onRetry={() => query.refetch()} /> : null}
      {query.data ? <Stage one={query.data} /> : null}
    </div>
  );
}

function Stage({ one }: { readonly one: Import }) {
  const [address] = useSearchParams();
  const checking = one.state === 'previewed' && address.get('step') === 'check';
  return (
    <>
      <Steps one={one} checking={checking} />
      {one.failure === null || one.state === 'failed' ? null : (
        // Writing and undoing go on after the answer: what stopped them stands in the import itself.
        <Note tone="bad" live="polite">
          <p lang="zh-CN">{one.failure}</p>
        </Note>
      )}
      {checking ? null : <FileFacts one={one} />}
      {one.state === 'awaiting-context' ? <ContextForm key={one.importId} one={one} /> : null}
      {isWorking(one.state) ? <ImportProgress one={one} /> : null}
      {checking ? <CheckBeforeApplying one={one} /> : null}
      {one.state === 'previewed' && !checking ? <ImportPreview one={one} /> : null}
      {one.state === 'applied' || one.state === 'undone' || one.state === 'cancelled' || one.state === 'failed' ? (
        <ImportOutcome one={one} />
      ) : null}
    </>
  );
}

function Steps({ one, checking }: { readonly one: Import; readonly checking: boolean }) {
  const words = useWords({ zh: importZhCn, en: importEn });
  const at =
    one.state === 'awaiting-context'
      ? 0
      : one.state === 'reading'
        ? 1
        : one.state === 'previewed'
          ? checking
            ? 2
            : 1
          : 3;
  const titles = [words.steps.context, words.steps.preview, words.steps.check, words.steps.done];
  return (
    <ol className="steps" aria-label={words.stepsLabel}>
      {titles.map((title, index) => (
        <li
          key={title}
          className={index < at ? 'step-past' : index === at ? 'step-now' : undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="step-number">{index + 1}</span>
          {title}
        </li>
      ))}
    </ol>
  );
}

function FileFacts({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importZhCn, en: importEn });
  const definitions = [
    { key: 'set', term: words.set, value: <SetName one={one} /> },
    { key: 'sheet', term: words.sheet, value: one.sheetName },
    { key: 'size', term: words.size, value: formatBytes(one.fileBytes) },
    {
      key: 'place',
      term: words.place,
      value: one.withinName === null ? null : <span lang="zh-CN">{one.withinName}</span>,
    },
    { key: 'year', term: words.year, value: one.year === null ? null : words.yearOf(one.year) },
    { key: 'by', term: words.by, value: one.accountName },
  ];
  return (
    <div className="panel">
      <DefinitionGrid definitions={definitions.filter(({ value }) => value !== null)} />
    </div>
  );
}
