import type { State } from '@daohu/domain/standards/contract';
import { formatCount, useWords } from '@daohu/ui';
import './before-after.css';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';

interface BeforeAfterProps {
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly tally: Readonly<Record<State, number>>;
  }[];
}

const STATES: readonly State[] = ['met', 'unmet', 'unknown'];

/** Bars of equal length, one below the other: how many are met, unmet and unknown in each. The figures stand in a table. */
export function BeforeAfter({ rows }: BeforeAfterProps) {
  const states = useWords({ zh: verdictZhCn, en: verdictEn }).state;
  return (
    <table className="before-after">
      <thead>
        <tr>
          <td />
          <td />
          {STATES.map((state) => (
            <th key={state} scope="col">
              <span className={`before-after-key before-after-${state}`} />
              {states[state]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, tally }) => {
          const total = Math.max(1, tally.met + tally.unmet + tally.unknown);
          return (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td className="before-after-cell">
                <span className="before-after-bar" aria-hidden="true">
                  {STATES.map((state) => (
                    <span
                      key={state}
                      className={`before-after-${state}`}
                      style={{ width: `${(tally[state] * 100) / total}%` }}
                    />
                  ))}
                </span>
              </td>
              {STATES.map((state) => (
                <td key={state} className="figure">
                  {formatCount(tally[state])}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
