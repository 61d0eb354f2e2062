import { PageHeading, useWords } from '@daohu/ui';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useMe } from '../access/me.ts';
import './law.css';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { lawSectionsFor } from './law-sections.ts';

interface LawFrameProps {
  readonly title: string;
  readonly above?: ReactNode;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** What the pages of the law share: the ways between them, then the heading. */
export function LawFrame({ title, above, beside, children }: LawFrameProps) {
  const words = useWords({ zh: lawZhCn, en: lawEn });
  const me = useMe();
  return (
    <div className="stack law">
      <nav className="law-sections" aria-label={words.sections}>
        {lawSectionsFor(me.may).map(({ path, word, exact }) => (
          <NavLink key={path} to={path} end={exact}>
            {words[word]}
          </NavLink>
        ))}
      </nav>
      <PageHeading title={title} above={above} beside={beside} />
      {children}
    </div>
  );
}
