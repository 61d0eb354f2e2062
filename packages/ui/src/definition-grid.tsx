import type { ReactNode } from 'react';

export interface Definition {
  readonly key: string;
  readonly term: ReactNode;
  readonly value: ReactNode;
}

/** Names and values side by side, as many columns as fit. */
export function DefinitionGrid({ definitions }: { readonly definitions: readonly Definition[] }) {
  return (
    <dl className="definitions">
      {definitions.map(({ key, term, value }) => (
        <div key={key}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
