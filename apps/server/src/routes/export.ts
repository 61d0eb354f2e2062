import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportRegister } from '@daohu/domain/exchange';
import { ExportQuery } from '@daohu/domain/exchange/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
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
export function exportRoutes(app: FastifyInstance, { runner, dataFolder }: System): void {
  const folder = join(dataFolder, 'exports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  app.get('/api/export', async (request, reply) => {
    const query = ExportQuery.parse(request.query);
    const path = join(folder, randomUUID());
    const leaving = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) leaving.abort();
    });
    const permission = query.unmasked ? 'exchange.exportUnmasked' : 'exchange.exportRegister';
    try {
      const outcome = await runner.command(request.actor, permission, query, (work) =>
        exportRegister(work, query, path, { signal: leaving.signal }),
      );
      if (!outcome.ok) return respond(reply, outcome);
      const name = encodeURIComponent(outcome.value.fileName);
      reply
        .type(CONTENT_TYPES[query.format])
        .header('content-disposition', `attachment; filename="export.${query.format}"; filename*=UTF-8''${name}`)
        .header('cache-control', 'no-store');
      return await sendAndForget(reply, path);
    } catch (cause) {
      await rm(path, { force: true });
      throw cause;
    }
  });
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
