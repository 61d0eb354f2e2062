import { DefinitionGrid, formatDate, Note, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import './clause.css';
import { clauseQuery } from './standards-queries.ts';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

const OpenClause = createContext<(id: string) => void>(() => undefined);

/** Holds the one drawer in which every clause of the page opens. */
export function ClauseReader({ children }: { readonly children: ReactNode }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const [open, setOpen] = useState(false);
  const [id, setId] = useState<string | null>(null);
  return (
    <OpenClause.Provider
      value={(clause) => {
        setId(clause);
        setOpen(true);
      }}
    >
      {children}
      <Drawer
        title={words.clauseTitle}
        open={open}
        onClose={() => setOpen(false)}
        size="min(460px, 94vw)"
        closable={{ 'aria-label': words.close }}
      >
        {id === null ? null : <ClauseWords id={id} />}
      </Drawer>
    </OpenClause.Provider>
  );
}

/** A clause by its place in the document, with the letter of the sentence in it; opens its words. */
export function ClauseButton({ id, place }: { readonly id: string; readonly place: string }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const open = useContext(OpenClause);
  const clauseRef = `${place}${/[a-z]+$/.exec(id)?.[0] ?? ''}`;
  return (
    <button
      type="button"
      className="clause"
      onClick={() => open(id)}
      aria-label={words.openClause(clauseRef)}
      data-clause={id}
    >
      <span lang="zh-CN">{clauseRef}</span>
    </button>
  );
}

function ClauseWords({ id }: { readonly id: string }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const clause = useQuery(clauseQuery(id));
  if (clause.isError) return <FailureNote error={clause.error} onRetry={() => clause.refetch()} />;
  if (!clause.data) return <p role="status">{words.loading}</p>;
  const { quote, ref, damaged, document } = clause.data;
  const facts = [
    { key: 'document', term: words.document, value: <span lang="zh-CN">{document.title}</span> },
    { key: 'number', term: words.number, value: document.number },
    { key: 'date', term: words.date, value: document.date === null ? null : formatDate(document.date, language) },
    { key: 'place', term: words.place, value: <span lang="zh-CN">{ref}</span> },
    { key: 'id', term: 'ID', value: <code>{id}</code> },
  ];
  return (
    <div className="stack">
      <blockquote className="clause-words" lang="zh-CN">
        {quote}
      </blockquote>
      {damaged ? <Note tone="notice">{words.damaged}</Note> : null}
      <DefinitionGrid definitions={facts.filter((fact) => fact.value !== null)} />
    </div>
  );
}
