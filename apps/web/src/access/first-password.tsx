import { Note, PageHeading, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { Brand } from '../frame/brand.tsx';
import { changePasswordEn } from './change-password.messages.en.ts';
import { changePasswordZhCn } from './change-password.messages.zh-cn.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { useSignOut } from './sign-out.ts';

/** An issued password opens this page and no other. */
export default function FirstPasswordPage() {
  const words = useWords({ zh: changePasswordZhCn, en: changePasswordEn });
  // Whoever was at this computer before may have left on a page that is not for the new account.
  const begin = () => window.location.assign('/');
  const signOut = useSignOut(begin);
  return (
    <div className="threshold">
      <header className="threshold-bar">
        <Brand />
        <Button type="text" onClick={() => signOut.mutate()}>
          {words.signOut}
        </Button>
      </header>
      <main className="threshold-card panel stack">
        <PageHeading title={words.title} />
        <Note tone="notice">{words.forced}</Note>
        <ChangePasswordForm onChanged={begin} />
      </main>
    </div>
  );
}
