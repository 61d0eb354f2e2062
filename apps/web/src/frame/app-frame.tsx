import { ErrorBoundary, Mark, Note, useLanguage, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { useMe } from '../access/me.ts';
import { roleWord } from '../access/role-word.ts';
import { useSignOut } from '../access/sign-out.ts';
import { failureEn } from '../server/failure.messages.en.ts';
import { failureZhCn } from '../server/failure.messages.zh-cn.ts';
import { Brand } from './brand.tsx';
import { frameEn } from './frame.messages.en.ts';
import { frameZhCn } from './frame.messages.zh-cn.ts';
import { destinationsFor } from './navigation.ts';

const SessionEnded = lazy(() => import('../access/session-ended.tsx'));

/** What stands around every page: the name, where one may go, who one is and over which division. */
export function AppFrame() {
  const words = useWords({ zh: frameZhCn, en: frameEn });
  const me = useMe();
  const { pathname } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving at another page closes the menu.
  useEffect(() => setMenuOpen(false), [pathname]);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="frame-bar">
        <Link to="/" className="frame-brand">
          <Brand />
        </Link>
        <button
          type="button"
          className="frame-menu"
          aria-expanded={menuOpen}
          aria-controls="frame-menu"
          onClick={() => setMenuOpen(!menuOpen)}
        >
          {menuOpen ? words.closeMenu : words.menu}
        </button>
        <div id="frame-menu" className={menuOpen ? 'frame-drop frame-drop-open' : 'frame-drop'}>
          <nav aria-label={words.navigation}>
            {destinationsFor(me.may).map(({ path, word }) => (
              <NavLink key={path} to={path}>
                {words[word]}
              </NavLink>
            ))}
          </nav>
          <WhoAndWhere />
        </div>
      </header>
      {me.demonstration ? <aside className="frame-demonstration">{words.demonstration}</aside> : null}
      <main id="content" tabIndex={-1} className="frame-content">
        <ErrorBoundary key={pathname} instead={() => <PageFailed />}>
          <Suspense fallback={<p className="absent">{words.loading}</p>}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ErrorBoundary instead={() => null}>
        <Suspense>
          <SessionEnded />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function WhoAndWhere() {
  const words = useWords({ zh: frameZhCn, en: frameEn });
  const { language, choose } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut(() => void navigate('/'));
  return (
    <div className="frame-who">
      <span className="frame-place">
        <Mark name="place" />
        <span className="unseen">{words.reach} </span>
        <span lang="zh-CN">{me.division === 0 ? words.nation : me.divisionName}</span>
      </span>
      <details
        className="frame-account"
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.open = false;
        }}
      >
        <summary>
          <span>{me.displayName}</span>
          <Mark name="open" />
        </summary>
        <div>
          <p>
            {roleWord(me.role, language)}
            <br />
            <span className="absent">{me.signInName}</span>
          </p>
          <Link to="/password">{words.changePassword}</Link>
          <button type="button" onClick={() => signOut.mutate()}>
            {words.signOut}
          </button>
        </div>
      </details>
      <button
        type="button"
        className="frame-language"
        lang={language === 'zh-CN' ? 'en' : 'zh-CN'}
        onClick={() => choose(language === 'zh-CN' ? 'en' : 'zh-CN')}
      >
        {words.language}
      </button>
    </div>
  );
}

function PageFailed() {
  const words = useWords({ zh: failureZhCn, en: failureEn });
  return (
    <Note tone="bad" live="assertive">
      <p>{words.unexpected}</p>
      <Button onClick={() => window.location.reload()}>{words.reload}</Button>
    </Note>
  );
}
