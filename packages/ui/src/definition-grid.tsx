import type { ReactNode } from 'react';

export interface Definition {
  readonly key: string;
  readonly term: ReactNode;
  readonly value: ReactNode;
}

interface DefinitionGridProps {
  readonly definitions: readonly Definition[];
  /** One below the other, for few and long values. */
  readonly inOneColumn?: boolean;
}

/** Names and values side by side, as many columns as fit. */
export function DefinitionGrid({ definitions, inOneColumn = false }: DefinitionGridProps) {
  return (
    <dl className={inOneColumn ? 'definitions definitions-column' : 'definitions'}>
      {definitions.map(({ key, term, value }) => (
        <div key={key}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
