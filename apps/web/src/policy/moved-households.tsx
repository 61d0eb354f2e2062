import type { AskWhatIf, MovedList } from '@daohu/domain/standards/contract';
import { useWords } from '@daohu/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMay } from '../access/me.ts';
import { FailureNote } from '../server/failure-note.tsx';
import { act } from '../server/request.ts';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { MovedTable } from './moved-table.tsx';
import { whatIfEn } from './what-if.messages.en.ts';
import { whatIfZhCn } from './what-if.messages.zh-cn.ts';

/** The names behind the numbers, asked for by a button: a slider that is moved asks for counts alone. */
export function MovedHouseholds({ asked }: { readonly asked: AskWhatIf }) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const draft = useWords({ zh: draftZhCn, en: draftEn });
  const maySee = useMay('standards.explainHousehold');
  const listed = useMutation({
    mutationFn: (question: AskWhatIf) => {
      const { by: _, ...of } = question;
      return act<MovedList>('what-if/moved', of);
    },
  });
  if (!maySee) return <p className="absent">{draft.movedHidden}</p>;
  const isCurrent = JSON.stringify(listed.variables) === JSON.stringify(asked);
  return (
    <div>
      <p className="row">
        <Button onClick={() => listed.mutate(asked)} loading={listed.isPending}>
          {words.movedLoad}
        </Button>
        <span className="absent">{words.movedHint}</span>
      </p>
      {listed.isError ? <FailureNote error={listed.error} /> : null}
      {listed.data && isCurrent ? (
        <MovedTable moved={listed.data.moved} title={words.movedTitle} from={words.before} to={words.after} />
      ) : null}
    </div>
  );
}
