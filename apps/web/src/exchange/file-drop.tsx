import type { Import } from '@daohu/domain/exchange/contract';
import { Note, useWords } from '@daohu/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useId, useRef, useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import { upload } from '../server/request.ts';
import { importEn } from './import.messages.en.ts';
import { importZhCn } from './import.messages.zh-cn.ts';

/** Takes one workbook, by dropping it or by choosing it, and sends it. */
export function FileDrop({ onSent }: { readonly onSent: (sent: Import) => void }) {
  const words = useWords({ zh: importZhCn, en: importEn });
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState(0);
  const [wrongKind, setWrongKind] = useState(false);
  const send = useMutation({
    mutationFn: (file: File) => upload<Import>('imports', file, setShare),
    onSuccess: onSent,
  });

  const take = (file: File | undefined) => {
    if (!file || send.isPending) return;
    const readable = /\.(xlsx|csv|txt)$/i.test(file.name);
    setWrongKind(!readable);
    setShare(0);
    if (readable) send.mutate(file);
  };

  return (
    <section
      className={over ? 'panel drop drop-over' : 'panel drop'}
      aria-label={words.dropHere}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <p>{words.intro}</p>
      <p className="row drop-choose">
        <span className="drop-words">{words.drop}</span>
        <Button
          type="primary"
          size="large"
          loading={send.isPending}
          aria-describedby={hintId}
          onClick={() => input.current?.click()}
        >
          {words.choose}
        </Button>
        <input
          ref={input}
          type="file"
          className="unseen"
          tabIndex={-1}
          aria-label={words.choose}
          accept=".xlsx,.csv,.txt"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </p>
      <p id={hintId} className="absent">
        {words.accepts}
      </p>
      {send.isPending ? (
        <div role="status">
          <Progress percent={Math.round(share * 100)} aria-label={words.uploading(Math.round(share * 100))} />
          <p>{words.uploading(Math.round(share * 100))}</p>
        </div>
      ) : null}
      {wrongKind ? (
        <Note tone="bad" live="assertive">
          {words.wrongKind}
        </Note>
      ) : null}
      {send.isError ? (
        <FailureNote error={send.error} onRetry={() => send.variables && send.mutate(send.variables)} />
      ) : null}
    </section>
  );
}
