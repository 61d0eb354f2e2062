import type { Import } from '@daohu/domain/exchange/contract';
import { DefinitionGrid, formatCount, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { useImportAct } from './import-acts.ts';
import { ImportEffect } from './import-effect.tsx';
import { SetName } from './import-list.tsx';
import { importPreviewEn } from './import-preview.messages.en.ts';
import { importPreviewZhCn } from './import-preview.messages.zh-cn.ts';

/** 核对信息: the last page before the register is written. */
export function CheckBeforeApplying({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importPreviewZhCn, en: importPreviewEn });
  const [, setAddress] = useSearchParams();
  const apply = useImportAct(one.importId, 'apply');
  const { counts } = one;
  const rows = formatCount(counts.new + counts.changed);
  return (
    <section className="panel stack">
      <h2>{words.checkTitle}</h2>
      <p>{words.checkIntro}</p>
      <DefinitionGrid
        inOneColumn
        definitions={[
          { key: 'file', term: words.file, value: <span lang="zh-CN">{one.fileName}</span> },
          { key: 'set', term: words.set, value: <SetName one={one} /> },
          { key: 'year', term: words.year, value: one.year === null ? '' : words.yearOf(one.year) },
          { key: 'place', term: words.place, value: <span lang="zh-CN">{one.withinName}</span> },
        ]}
      />
      <div>
        <h3>{words.toWrite}</h3>
        <p className="figure">{words.rowsToWrite(formatCount(counts.new), formatCount(counts.changed))}</p>
        <ImportEffect one={one} />
        <h3>{words.toLeave}</h3>
        <p className="figure">{words.rowsToLeave(formatCount(counts.refused), formatCount(counts.same))}</p>
      </div>
      {apply.isError ? <FailureNote error={apply.error} onRetry={() => apply.mutate()} /> : null}
      <div className="row">
        <Button
          type="primary"
          size="large"
          loading={apply.isPending}
          onClick={() => apply.mutate(undefined, { onSuccess: () => setAddress({}, { replace: true }) })}
        >
          {words.apply(rows)}
        </Button>
        <Button size="large" onClick={() => setAddress({})}>
          {words.back}
        </Button>
      </div>
    </section>
  );
}
