import { once } from 'node:events';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { invariant } from '@daohu/kernel';
import { packRows } from './packed-rows.ts';
import { SheetRefused } from './sheet-refusal.ts';
import type { ReadProgress, Sheet, Workbook } from './workbook.ts';
import { type Answer, type Asked, BATCHES_AHEAD, type Failure, type Question } from './workbook-messages.ts';
import { openXlsx } from './xlsx-workbook.ts';

// Where the thread of a workbook begins (see `workbook-apart.ts`): opens the one workbook it was made for and answers
// what it is asked about it, until it is ended from outside.

const PROGRESS_EVERY_MS = 200;
let workbook: Workbook | null = null;

invariant(parentPort, 'this file is the start of a thread');
parentPort.on('message', ({ question, port }: Asked) => {
  void answer(question, port)
    .catch((error: unknown) => tell(port, asAnswer(error)))
    .finally(() => port.close());
});

async function answer(question: Question, port: MessagePort): Promise<void> {
  switch (question.ask) {
    case 'open':
      workbook = await openXlsx(question.path, question.limits);
      tell(port, { kind: 'opened', sheets: workbook.sheets.map(({ name, visibility }) => ({ name, visibility })) });
      return;
    case 'peek':
      tell(port, { kind: 'head', head: await sheetAt(question.sheet).peek(question.lastRow) });
      return;
    case 'rows':
      await giveRows(sheetAt(question.sheet), question.batchRows, port);
  }
}

/** Every message that comes back on the port says that a batch was taken; its closing, that nobody wants more. */
async function giveRows(sheet: Sheet, batchRows: number | undefined, port: MessagePort): Promise<void> {
  const closed = new AbortController();
  port.on('close', () => closed.abort());
  const { signal } = closed;
  let room = BATCHES_AHEAD;
  port.on('message', () => {
    room++;
  });
  let told = performance.now();
  const onProgress = (progress: ReadProgress) => {
    if (performance.now() - told < PROGRESS_EVERY_MS) return;
    told = performance.now();
    tell(port, { kind: 'progress', progress });
  };
  for await (const batch of sheet.rows({ signal, onProgress, ...(batchRows === undefined ? {} : { batchRows }) })) {
    if (!batch.ok) throw new SheetRefused(batch.refusal);
    tell(port, { kind: 'batch', rows: packRows(batch.value) });
    room--;
    while (room === 0) await once(port, 'message', { signal });
  }
  tell(port, { kind: 'end' });
}

function sheetAt(index: number): Sheet {
  const sheet = workbook?.sheets[index];
  invariant(sheet, 'only sheets of the opened workbook are asked about');
  return sheet;
}

/** To a port that was closed meanwhile nothing is said. */
function tell(port: MessagePort, answer: Answer): void {
  port.postMessage(answer);
}

function asAnswer(error: unknown): Answer {
  if (error instanceof SheetRefused) return { kind: 'refused', refusal: error.refusal };
  const { message, stack, code, syscall } = error as Error & Partial<Failure>;
  return { kind: 'failed', failure: { message, stack, code, syscall } };
}
