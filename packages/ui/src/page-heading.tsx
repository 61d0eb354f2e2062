import { type ReactNode, useEffect, useRef } from 'react';

let pagesShown = 0;

interface PageHeadingProps {
  readonly title: string;
  readonly above?: ReactNode;
  readonly beside?: ReactNode;
}

/**
 * The one h1 of a page, also the title of the browser's tab. Coming from another page it takes the focus, so that a
 * screen reader says where one is and the keyboard starts at the top.
 */
export function PageHeading({ title, above, beside }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="page-heading">
      <title>{`${title} · 到户 Daohu`}</title>
      {above}
      <div className="page-heading-line">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
      </div>
    </header>
  );
}
