import { useWords } from '@daohu/ui';
import { Button, Modal } from 'antd';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';

interface ReplaceDraftProps {
  readonly isAsked: boolean;
  readonly onReplace: () => void;
  readonly onKeep: () => void;
}

/** Asked before what somebody has written gives way to another rule: there is no way back. */
export function ReplaceDraft({ isAsked, onReplace, onKeep }: ReplaceDraftProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  return (
    <Modal
      open={isAsked}
      title={words.replaceTitle}
      onCancel={onKeep}
      closable={false}
      footer={
        <>
          <Button onClick={onKeep}>{words.keep}</Button>
          <Button type="primary" onClick={onReplace}>
            {words.replace}
          </Button>
        </>
      }
    >
      <p>{words.replaceHint}</p>
    </Modal>
  );
}
