import { useWords } from '@daohu/ui';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { exportEn } from './export.messages.en.ts';
import { exportZhCn } from './export.messages.zh-cn.ts';
import type { ExportWhat } from './export-dialog.tsx';

const ExportDialog = lazy(() => import('./export-dialog.tsx'));

export function ExportButton(what: ExportWhat) {
  const words = useWords({ zh: exportZhCn, en: exportEn });
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
      >
        {words.open}
      </Button>
      {opened ? (
        <Suspense>
          <ExportDialog what={what} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
