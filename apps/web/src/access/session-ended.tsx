import { Note, useWords } from '@daohu/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { expiredKey, meKey } from '../server/query-client.ts';
import { useMe } from './me.ts';
import { signInEn } from './sign-in.messages.en.ts';
import { signInZhCn } from './sign-in.messages.zh-cn.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Asks for the password over the page when the session ends, so that nothing typed is lost. */
export default function SessionEnded() {
  const words = useWords({ zh: signInZhCn, en: signInEn });
  const me = useMe();
  const client = useQueryClient();
  const ended = useQuery({
    queryKey: expiredKey,
    queryFn: () => false,
    initialData: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Modal
      open={ended.data}
      title={words.expiredTitle}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={420}
    >
      <div className="stack">
        <Note tone="notice">{words.expired}</Note>
        <SignInForm
          name={me.signInName}
          onSignedIn={() => {
            client.setQueryData(expiredKey, false);
            void client.invalidateQueries({ queryKey: meKey });
            void client.refetchQueries({ predicate: (query) => query.state.status === 'error' });
          }}
        />
      </div>
    </Modal>
  );
}
