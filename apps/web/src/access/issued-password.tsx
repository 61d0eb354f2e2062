import { useWords } from '@daohu/ui';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { accountsEn } from './accounts.messages.en.ts';
import { accountsZhCn } from './accounts.messages.zh-cn.ts';

export interface Issued {
  readonly name: string;
  readonly password: string;
}

interface IssuedPasswordDialogProps {
  readonly issued: Issued | null;
  readonly onClose: () => void;
}

/** A password that the system made, shown once. It closes only by saying that it was noted. */
export function IssuedPasswordDialog({ issued, onClose }: IssuedPasswordDialogProps) {
  const words = useWords({ zh: accountsZhCn, en: accountsEn });
  const [copied, setCopied] = useState(false);
  const close = () => {
    setCopied(false);
    onClose();
  };
  return (
    <Modal
      open={issued !== null}
      title={words.issuedTitle}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      footer={[
        <Button key="written" type="primary" onClick={close}>
          {words.written}
        </Button>,
      ]}
    >
      {issued === null ? null : (
        <div className="stack">
          <p>{words.issued(issued.name)}</p>
          <p className="row">
            <code className="issued-password">{issued.password}</code>
            {navigator.clipboard ? (
              <Button onClick={() => navigator.clipboard.writeText(issued.password).then(() => setCopied(true))}>
                {copied ? words.copied : words.copy}
              </Button>
            ) : null}
            <span role="status" className="unseen">
              {copied ? words.copied : ''}
            </span>
          </p>
        </div>
      )}
    </Modal>
  );
}
