import type { Import } from '@daohu/domain/exchange/contract';
import { formatCount, useWords } from '@daohu/ui';
import { importPreviewEn } from './import-preview.messages.en.ts';
import { importPreviewZhCn } from './import-preview.messages.zh-cn.ts';

/** Records that are new or change, by kind. */
export function ImportEffect({ one }: { readonly one: Import }) {
  const words = useWords({ zh: importPreviewZhCn, en: importPreviewEn });
  const kinds = (['households', 'persons', 'villages'] as const).filter(
    (kind) => one.effect[kind].new + one.effect[kind].changed > 0,
  );
  if (kinds.length === 0) return <p>{words.noEffect}</p>;
  return (
    <ul className="effect">
      {kinds.map((kind) => (
        <li key={kind} className="figure">
          {words.effectLine(
            words.kinds[kind],
            formatCount(one.effect[kind].new),
            formatCount(one.effect[kind].changed),
          )}
        </li>
      ))}
    </ul>
  );
}
