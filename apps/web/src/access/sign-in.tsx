import { PageHeading, useLanguage, useWords } from '@daohu/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Brand } from '../frame/brand.tsx';
import { meKey } from '../server/query-client.ts';
import { signInEn } from './sign-in.messages.en.ts';
import { signInZhCn } from './sign-in.messages.zh-cn.ts';
import { SignInForm } from './sign-in-form.tsx';

/** 登录. Stands in place of any page while nobody is signed in; the address stays, so one arrives where one was going. */
export default function SignInPage() {
  const words = useWords({ zh: signInZhCn, en: signInEn });
  const { language, choose } = useLanguage();
  const client = useQueryClient();
  return (
    <div className="threshold">
      <header className="threshold-bar">
        <Brand />
        <Button
          type="text"
          lang={language === 'zh-CN' ? 'en' : 'zh-CN'}
          onClick={() => choose(language === 'zh-CN' ? 'en' : 'zh-CN')}
        >
          {words.switchLanguage}
        </Button>
      </header>
      <main className="threshold-card panel">
        <PageHeading title={words.title} above={<p className="threshold-system">{words.system}</p>} />
        <SignInForm onSignedIn={() => client.invalidateQueries({ queryKey: meKey })} />
        <p className="threshold-note">{words.forgotten}</p>
      </main>
    </div>
  );
}
