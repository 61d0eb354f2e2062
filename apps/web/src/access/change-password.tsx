import { Note, PageHeading, useWords } from '@daohu/ui';
import { useState } from 'react';
import { changePasswordEn } from './change-password.messages.en.ts';
import { changePasswordZhCn } from './change-password.messages.zh-cn.ts';
import { ChangePasswordForm } from './change-password-form.tsx';

/** 修改密码, by choice. */
export default function ChangePasswordPage() {
  const words = useWords({ zh: changePasswordZhCn, en: changePasswordEn });
  const [changed, setChanged] = useState(false);
  return (
    <>
      <PageHeading title={words.title} />
      <div className="panel stack">
        {changed ? (
          <Note tone="good" live="polite">
            {words.done}
          </Note>
        ) : null}
        <ChangePasswordForm onChanged={() => setChanged(true)} />
      </div>
    </>
  );
}
