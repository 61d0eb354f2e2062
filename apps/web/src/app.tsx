import { Note, useLanguage, useWords } from '@daohu/ui';
import { ConfigProvider } from 'antd';
import enGb from 'antd/locale/en_GB';
import zhCn from 'antd/locale/zh_CN';
import { lazy, Suspense } from 'react';
import { RouterProvider } from 'react-router';
import { MeProvider, useWhoIsSignedIn } from './access/me.ts';
import { frameEn } from './frame/frame.messages.en.ts';
import { frameZhCn } from './frame/frame.messages.zh-cn.ts';
import { router } from './routes.tsx';
import { FailureNote } from './server/failure-note.tsx';
import { theme } from './theme.ts';

const SignInPage = lazy(() => import('./access/sign-in.tsx'));
const FirstPasswordPage = lazy(() => import('./access/first-password.tsx'));

export function App() {
  const { language } = useLanguage();
  return (
    <ConfigProvider locale={language === 'zh-CN' ? zhCn : enGb} theme={theme} button={{ autoInsertSpace: false }}>
      <Suspense fallback={<Opening />}>
        <Door />
      </Suspense>
    </ConfigProvider>
  );
}

/** Nobody signed in: the sign-in page. An issued password: the page to change it. Otherwise the pages themselves. */
function Door() {
  const who = useWhoIsSignedIn();
  if (who.isPending) return <Opening />;
  if (who.isError) {
    return (
      <main className="threshold-failure">
        <h1 className="unseen">到户 Daohu</h1>
        <FailureNote error={who.error} onRetry={() => who.refetch()} />
      </main>
    );
  }
  if (who.data === null) return <SignInPage />;
  if (who.data.mustChangePassword) return <FirstPasswordPage />;
  return (
    <MeProvider value={who.data}>
      <RouterProvider router={router} />
    </MeProvider>
  );
}

function Opening() {
  const words = useWords({ zh: frameZhCn, en: frameEn });
  return (
    <main className="threshold-failure">
      <h1 className="unseen">到户 Daohu</h1>
      <Note live="polite">{words.loading}</Note>
    </main>
  );
}
