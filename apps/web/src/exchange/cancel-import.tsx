import { useWords } from '@daohu/ui';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import { importEn } from './import.messages.en.ts';
import { importZhCn } from './import.messages.zh-cn.ts';
import { useImportAct } from './import-acts.ts';

export function CancelImport({ importId }: { readonly importId: number }) {
  const words = useWords({ zh: importZhCn, en: importEn });
  const [asking, setAsking] = useState(false);
  const cancel = useImportAct(importId, 'cancel');
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.cancel}</Button>
      <Modal
        open={asking}
        title={words.cancelTitle}
        onCancel={() => setAsking(false)}
        footer={[
          <Button key="keep" onClick={() => setAsking(false)}>
            {words.keep}
          </Button>,
          <Button
            key="cancel"
            danger
            type="primary"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onSuccess: () => setAsking(false) })}
          >
            {words.cancelConfirm}
          </Button>,
        ]}
      >
        <div className="stack">
          <p>{words.cancelBody}</p>
          {cancel.isError ? <FailureNote error={cancel.error} onRetry={() => cancel.mutate()} /> : null}
        </div>
      </Modal>
    </>
  );
}
