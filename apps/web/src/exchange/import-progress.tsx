import type { Import } from '@daohu/domain/exchange/contract';
import { formatCount, useWords } from '@daohu/ui';
import { Progress } from 'antd';
import { CancelImport } from './cancel-import.tsx';
import { importProgressEn } from './import-progress.messages.en.ts';
import { importProgressZhCn } from './import-progress.messages.zh-cn.ts';

/** How far the server has come. Read out at every tenth part only, so that a screen reader is not flooded. */
export function ImportProgress({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importProgressZhCn, en: importProgressEn });
  const { progress, state } = one;
  const percent =
    progress && progress.total > 0 ? Math.min(100, Math.floor((progress.done / progress.total) * 100)) : 0;
  const act = state === 'applying' ? words.applying : state === 'undoing' ? words.undoing : words.reading;
  return (
    <section className="panel stack" aria-busy="true">
      <h2>{act}</h2>
      <Progress percent={percent} aria-label={act} />
      <p className="figure">
        {progress ? (
          <>
            {words.phases[progress.phase] ?? ''}{' '}
            {words.ofTotal(formatCount(progress.done), formatCount(progress.total))}
          </>
        ) : (
          words.waiting
        )}
      </p>
      <p className="unseen" role="status">
        {act} {Math.floor(percent / 10) * 10}%
      </p>
      <p className="absent">{words.leave}</p>
      {state === 'reading' ? (
        <div>
          <CancelImport importId={one.importId} />
        </div>
      ) : null}
    </section>
  );
}
