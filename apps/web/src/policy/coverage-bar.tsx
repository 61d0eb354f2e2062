import type { CoverageCounts, CoverageState } from '@daohu/domain/standards/contract';
import { useWords } from '@daohu/ui';
import { coverageEn } from './coverage.messages.en.ts';
import { coverageZhCn } from './coverage.messages.zh-cn.ts';

const STATES: readonly CoverageState[] = ['carried', 'planned', 'recorded-only', 'none'];

/** How much of a document is carried, as a bar with its percentage; the figures stand in the same row. */
export function CoverageBar({ counts }: { readonly counts: CoverageCounts }) {
  const words = useWords({ zh: coverageZhCn, en: coverageEn });
  const total = Math.max(
    1,
    STATES.reduce((sum, state) => sum + counts[state], 0),
  );
  return (
    <span className="coverage-bar-cell">
      <span className="coverage-bar" aria-hidden="true">
        {STATES.map((state) => (
          <span
            key={state}
            className={`coverage-${state}`}
            style={{ width: `${(counts[state] * 100) / total}%` }}
            title={words.states[state]}
          />
        ))}
      </span>
      <span className="figure">{Math.floor((counts.carried * 100) / total)}%</span>
    </span>
  );
}
