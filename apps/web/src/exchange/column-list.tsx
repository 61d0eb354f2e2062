import type { Import } from '@daohu/domain/exchange/contract';
import { useWords } from '@daohu/ui';
import { contextFormEn } from './context-form.messages.en.ts';
import { contextFormZhCn } from './context-form.messages.zh-cn.ts';

/** How each column of the file was understood; folded away, because it is mostly right. */
export function ColumnList({ one }: { readonly one: Import }) {
  const words = useWords({ zh: contextFormZhCn, en: contextFormEn });
  const unknown = one.columns.filter((column) => column.nameZh === null);
  if (one.columns.length === 0) return null;
  return (
    <details className="columns">
      <summary>
        {words.columns}
        {[
          words.columnsUnderstood(one.columns.length - unknown.length),
          unknown.length > 0 ? words.columnsUnknown(unknown.length) : null,
          one.missingColumns.length > 0 ? words.columnsMissing(one.missingColumns.length) : null,
        ]
          .filter((part) => part !== null)
          .join(words.between)}
      </summary>
      <div className="scroll-x">
        <table className="records plain-table">
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.label}</th>
              <th scope="col">{words.item}</th>
            </tr>
          </thead>
          <tbody lang="zh-CN">
            {one.columns.map((column) => (
              <tr key={column.letter}>
                <td>{column.letter}</td>
                <td>{column.label}</td>
                <td>{column.nameZh ?? <span className="absent">{words.notRead}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {one.missingColumns.length > 0 ? (
        <p className="absent">
          {words.columnsMissing(one.missingColumns.length)}: <span lang="zh-CN">{one.missingColumns.join('、')}</span>
        </p>
      ) : null}
    </details>
  );
}
