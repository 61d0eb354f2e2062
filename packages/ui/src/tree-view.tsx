import { type KeyboardEvent, useRef } from 'react';
import { Mark } from './mark.tsx';

/** One visible line of a tree, in the order of the screen. The page holds which nodes are open and loads below them. */
export interface TreeLine {
  readonly key: string;
  readonly label: string;
  /** From 1 at the root. */
  readonly depth: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  readonly busy?: boolean;
}

interface TreeViewProps {
  readonly label: string;
  readonly lines: readonly TreeLine[];
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly onToggle: (key: string) => void;
  readonly lang?: string;
}

/** A tree for the mouse and the keyboard: arrows walk, right and left open and close, Enter chooses. */
export function TreeView({ label, lines, selected, onSelect, onToggle, lang }: TreeViewProps) {
  const tree = useRef<HTMLDivElement>(null);
  const inTabOrder = lines.some((line) => line.key === selected) ? selected : lines[0]?.key;
  const focusLine = (index: number) => {
    const key = lines[index]?.key;
    if (key !== undefined) tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent, line: TreeLine, index: number) => {
    const acts: Record<string, () => void> = {
      ArrowDown: () => focusLine(index + 1),
      ArrowUp: () => focusLine(index - 1),
      Home: () => focusLine(0),
      End: () => focusLine(lines.length - 1),
      ArrowRight: () => (line.expandable && !line.expanded ? onToggle(line.key) : focusLine(index + 1)),
      ArrowLeft: () => (line.expanded ? onToggle(line.key) : focusLine(parentOf(lines, index))),
      Enter: () => onSelect(line.key),
      ' ': () => onSelect(line.key),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  return (
    <div ref={tree} className="tree" role="tree" aria-label={label} lang={lang}>
      {lines.map((line, index) => (
        <div
          key={line.key}
          data-key={line.key}
          role="treeitem"
          aria-level={line.depth}
          aria-selected={line.key === selected}
          aria-busy={line.busy === true}
          {...(line.expandable ? { 'aria-expanded': line.expanded } : {})}
          tabIndex={line.key === inTabOrder ? 0 : -1}
          style={{ paddingInlineStart: `${(line.depth - 1) * 16 + 4}px` }}
          onClick={() => onSelect(line.key)}
          onKeyDown={(event) => onKeyDown(event, line, index)}
        >
          {line.expandable ? (
            <span
              className="tree-toggle"
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation();
                onToggle(line.key);
              }}
            >
              <Mark name={line.expanded ? 'open' : 'closed'} />
            </span>
          ) : (
            <span className="tree-toggle" aria-hidden="true" />
          )}
          <span className="tree-label">{line.label}</span>
        </div>
      ))}
    </div>
  );
}

function parentOf(lines: readonly TreeLine[], index: number): number {
  const depth = lines[index]?.depth ?? 1;
  for (let above = index - 1; above >= 0; above--) if ((lines[above]?.depth ?? depth) < depth) return above;
  return index;
}
