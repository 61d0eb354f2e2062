import type { DivisionMoves, DraftComparison } from '@daohu/domain/standards/contract';
import { type Column, Field, formatCount, Note, RecordTable, useWords } from '@daohu/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useMe } from '../access/me.ts';
import { DivisionPicker } from '../divisions/division-picker.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { BeforeAfter } from './before-after.tsx';
import { DayField } from './day-field.tsx';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { runTrial } from './draft-queries.ts';
import { MovedTable } from './moved-table.tsx';

interface DraftTrialProps {
  readonly pack: string;
  readonly file: string;
  /** Whether the draft, as it stands now, can be judged by. */
  readonly isSound: boolean;
}

/** 试行: the draft over everybody of an area, beside the rule in force, and who would move. */
export function DraftTrial({ pack, file, isSound }: DraftTrialProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const me = useMe();
  const placeId = useId();
  const [place, setPlace] = useState<{ code: number; name: string } | null>({
    code: me.division,
    name: me.divisionName,
  });
  const [asOf, setAsOf] = useState('');
  const trial = useMutation({ mutationFn: runTrial });
  return (
    <section className="panel">
      <h2>{words.trial}</h2>
      <p className="absent">{words.trialHint}</p>
      <form
        className="draft-trial"
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate({
            pack,
            file,
            ...(place === null ? {} : { division: place.code }),
            ...(asOf === '' ? {} : { asOf }),
          });
        }}
      >
        <Field id={placeId} label={words.trialPlace}>
          {(attributes) => <DivisionPicker {...attributes} chosen={place} onChoose={setPlace} />}
        </Field>
        <DayField label={words.trialDay} value={asOf} onChange={setAsOf} />
        <Button type="primary" htmlType="submit" disabled={!isSound} loading={trial.isPending}>
          {words.run}
        </Button>
      </form>
      {trial.isPending ? <p role="status">{words.running}</p> : null}
      {trial.isError ? <FailureNote error={trial.error} /> : null}
      {trial.data && !trial.isPending ? (
        <div className="stack draft-result">
          {trial.variables?.file !== file || trial.variables.pack !== pack ? (
            <Note tone="notice" live="polite">
              {words.trialOutdated}
            </Note>
          ) : null}
          <TrialResult comparison={trial.data} />
        </div>
      ) : null}
    </section>
  );
}

function TrialResult({ comparison }: { readonly comparison: DraftComparison }) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const states = useWords({ zh: verdictZhCn, en: verdictEn }).state;
  const { before, after, moves, total, moved } = comparison;
  return (
    <>
      <p role="status">
        <strong lang="zh-CN">{comparison.divisionName}</strong> · {words.total(formatCount(total))}
      </p>
      {before === null ? <Note tone="notice">{words.noneInForce}</Note> : null}
      <BeforeAfter
        rows={[
          ...(before === null ? [] : [{ key: 'before', label: words.inForce, tally: before }]),
          { key: 'after', label: words.draft, tally: after },
        ]}
      />
      {before !== null && moves.length === 0 ? <p>{words.nobodyMoves}</p> : null}
      <ul className="draft-moves">
        {moves.map(({ from, to, subjects }) => (
          <li key={from + to}>{words.moves(states[from], states[to], formatCount(subjects))}</li>
        ))}
      </ul>
      <DivisionTable divisions={comparison.byDivision} />
      {moved === null ? (
        <p className="absent">{words.movedHidden}</p>
      ) : (
        <MovedTable moved={moved} title={words.movedList} from={words.inForce} to={words.draft} />
      )}
    </>
  );
}

function DivisionTable({ divisions }: { readonly divisions: readonly DivisionMoves[] }) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const count = (key: string, title: string, of: (line: DivisionMoves) => number | null): Column<DivisionMoves> => ({
    key,
    title,
    align: 'end',
    cell: (line) => {
      const value = of(line);
      return value === null ? <span className="absent">—</span> : formatCount(value);
    },
  });
  const columns: Column<DivisionMoves>[] = [
    {
      key: 'name',
      title: words.division,
      leading: true,
      cell: ({ name, level }) => (
        <span lang="zh-CN" className={level === 'township' ? 'draft-township' : undefined}>
          {name}
        </span>
      ),
    },
    count('subjects', words.subjects, ({ subjects }) => subjects),
    count('before', words.metBefore, ({ metBefore }) => metBefore),
    count('after', words.metAfter, ({ metAfter }) => metAfter),
    count('moved', words.moved, ({ moved }) => moved),
  ];
  return (
    <div className="law-table">
      <RecordTable caption={words.byDivision} columns={columns} rows={divisions} rowKey={({ division }) => division} />
    </div>
  );
}
