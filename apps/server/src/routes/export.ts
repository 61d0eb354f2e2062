import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportRegister, exportVerdicts } from '@daohu/domain/exchange';
import { ExportQuery, ExportVerdicts } from '@daohu/domain/exchange/contract';
import type { Outcome } from '@daohu/kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AnyRefusal } from '../refusals.ts';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

const CONTENT_TYPES: Record<ExportQuery['format'], string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/**
 * 导出. The file is complete, and the act is in the audit log, before its first byte leaves: it is written beside the
 * data, sent, and gone. What a crash left behind is removed at the next start.
 */
export function exportRoutes(app: FastifyInstance, { runner, standards, dataFolder }: System): void {
  const folder = join(dataFolder, 'exports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  app.get('/api/export', async (request, reply) => {
    const query = ExportQuery.parse(request.query);
    const permission = query.unmasked ? 'exchange.exportUnmasked' : 'exchange.exportRegister';
    return asFile(reply, query.format, folder, (path, signal) =>
      runner.command(request.actor, permission, query, (work) => exportRegister(work, query, path, { signal })),
    );
  });

  app.get('/api/export/verdicts', async (request, reply) => {
    const query = ExportVerdicts.parse(request.query);
    return asFile(reply, query.format, folder, (path, signal) =>
      runner.command(request.actor, 'exchange.exportRegister', query, (work) =>
        exportVerdicts(work, standards, query, path, { signal }),
      ),
    );
  });
}

/** Writes the file, unless whoever asked for it goes away, and sends it. */
async function asFile<Refusal extends AnyRefusal>(
  reply: FastifyReply,
  format: ExportQuery['format'],
  folder: string,
  write: (path: string, signal: AbortSignal) => Promise<Outcome<{ readonly fileName: string }, Refusal>>,
): Promise<FastifyReply> {
  const path = join(folder, randomUUID());
  const leaving = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort();
  });
  try {
    const outcome = await write(path, leaving.signal);
    if (!outcome.ok) return respond(reply, outcome);
    const name = encodeURIComponent(outcome.value.fileName);
    reply
      .type(CONTENT_TYPES[format])
      .header('content-disposition', `attachment; filename="export.${format}"; filename*=UTF-8''${name}`)
      .header('cache-control', 'no-store');
    return await sendAndForget(reply, path);
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  }
}

/** The name is gone as soon as the file is open; the bytes are gone when they are sent. */
async function sendAndForget(reply: FastifyReply, path: string): Promise<FastifyReply> {
  const stream = createReadStream(path);
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', reject);
  });
  await rm(path, { force: true });
  return reply.send(stream);
}
