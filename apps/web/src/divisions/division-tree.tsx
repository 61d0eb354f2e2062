import { TreeView, useWords } from '@daohu/ui';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import { childDivisionsQuery, rootDivisionsQuery, type ShownDivision } from './division-queries.ts';
import { divisionsEn } from './divisions.messages.en.ts';
import { divisionsZhCn } from './divisions.messages.zh-cn.ts';
import { divisionKey, liesAbove, treeLines } from './tree-lines.ts';

interface DivisionTreeProps {
  /** Code of the chosen division; null for the whole reach. */
  readonly chosen: number | null;
  readonly onChoose: (division: ShownDivision) => void;
}

/** 行政区划: from one's own division down; each level is read when it is opened. */
export function DivisionTree({ chosen, onChoose }: DivisionTreeProps) {
  const words = useWords({ zh: divisionsZhCn, en: divisionsEn });
  const roots = useQuery(rootDivisionsQuery);
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());

  // What the user opened or closed stands; otherwise the roots and the way to the chosen division are open.
  const isOpen = (division: ShownDivision) =>
    turned.get(divisionKey(division)) ??
    ((roots.data ?? []).some((root) => root === division) || (chosen !== null && liesAbove(division, chosen)));

  const loaded = useLoadedChildren(roots.data ?? [], isOpen);
  const open = new Set([...loaded.known.values()].filter(isOpen).map(divisionKey));
  const lines = treeLines(roots.data ?? [], open, (division) => loaded.childrenOf.get(divisionKey(division)) ?? null);
  const selected =
    lines.find((line) => line.division.code === chosen)?.key ?? (chosen === null ? (lines[0]?.key ?? null) : null);

  if (roots.isPending) return <p className="absent">{words.loading}</p>;
  if (roots.isError) return <FailureNote error={roots.error} onRetry={() => roots.refetch()} />;
  return (
    <>
      <TreeView
        label={words.tree}
        lang="zh-CN"
        lines={lines}
        selected={selected}
        onSelect={(key) => {
          const division = loaded.known.get(key);
          if (division) onChoose(division);
        }}
        onToggle={(key) => setTurned(new Map(turned).set(key, !open.has(key)))}
      />
      {loaded.failure ? <FailureNote error={loaded.failure} onRetry={loaded.retry} /> : null}
    </>
  );
}

/** Reads the children of every open division, level after level as they arrive. */
function useLoadedChildren(roots: readonly ShownDivision[], isOpen: (division: ShownDivision) => boolean) {
  const [asked, setAsked] = useState<readonly ShownDivision[]>([]);
  const queries = useQueries({ queries: asked.map((division) => childDivisionsQuery(division)) });

  const childrenOf = new Map<string, readonly ShownDivision[]>();
  asked.forEach((division, index) => {
    const children = queries[index]?.data;
    if (children) childrenOf.set(divisionKey(division), children);
  });
  const known = new Map(
    [...roots, ...[...childrenOf.values()].flat()].map((division) => [divisionKey(division), division]),
  );

  const wanted = [...known.values()].filter((division) => division.hasChildren && isOpen(division));
  const missing = wanted.filter((division) => !asked.some((one) => divisionKey(one) === divisionKey(division)));
  if (missing.length > 0) setAsked([...asked, ...missing]);

  const failed = queries.filter((query) => query.isError);
  return {
    known,
    childrenOf,
    failure: failed[0]?.error ?? null,
    retry: () => void Promise.all(failed.map((query) => query.refetch())),
  };
}
