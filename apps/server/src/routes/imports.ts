import { PassThrough } from 'node:stream';
import { listImportRows, listImports, refusedSheet } from '@daohu/domain/exchange';
import { ImportList, ReadImport } from '@daohu/domain/exchange/contract';
import { writeXlsx } from '@daohu/sheets';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

const ImportId = z.object({ importId: z.coerce.number().int().positive() });
const RowsQuery = z.object({ list: ImportList, from: z.coerce.number().int().nonnegative().default(0) });

export function importRoutes(app: FastifyInstance, { imports, runner }: System): void {
  app.post('/api/imports', async (request, reply) => {
    const file = await request.file();
    if (!file) {
      return reply.status(400).send({
        code: 'no-file',
        message: '没有收到文件，请重新选择。',
        messageEn: 'No file arrived. Choose it again.',
      });
    }
    const outcome = await imports.upload(request.actor, file.filename, file.file).catch((error: unknown) => {
      // The rest of a file that cannot be stored is read away: an unread connection would keep the server from ending.
      request.raw.unpipe();
      request.raw.resume();
      throw error;
    });
    if (file.file.truncated) {
      return reply.status(413).send({
        code: 'file-too-large',
        message: '文件超过512MB，请拆分后再上传，或用命令行导入。',
        messageEn: 'The file is larger than 512 MB. Split it, or import it from the command line.',
      });
    }
    return respond(reply, outcome);
  });

  app.get('/api/imports', async (request, reply) =>
    respond(reply, await runner.query(request.actor, 'exchange.listImports', (work) => listImports(work))),
  );

  app.get('/api/imports/:importId', async (request, reply) =>
    respond(reply, await imports.show(request.actor, ImportId.parse(request.params).importId)),
  );

  app.get('/api/imports/:importId/rows', async (request, reply) => {
    const { importId } = ImportId.parse(request.params);
    const { list, from } = RowsQuery.parse(request.query);
    return respond(
      reply,
      await runner.ask(request.actor, 'exchange.showImport', (work) => listImportRows(work, importId, list, from)),
    );
  });

  app.post('/api/imports/:importId/read', async (request, reply) => {
    const input = ReadImport.parse({ ...(request.body as object), ...ImportId.parse(request.params) });
    return respond(reply, await imports.read(request.actor, input));
  });

  for (const act of ['apply', 'undo', 'cancel'] as const) {
    app.post(`/api/imports/:importId/${act}`, async (request, reply) =>
      respond(reply, await imports[act](request.actor, ImportId.parse(request.params).importId)),
    );
  }

  app.get('/api/imports/:importId/refused.xlsx', async (request, reply) => {
    const { importId } = ImportId.parse(request.params);
    // The rows are read while they are sent, so the transaction lasts as long as the answer.
    return runner
      .ask(request.actor, 'exchange.showImport', async (work) => {
        const outcome = await refusedSheet(work, importId);
        if (!outcome.ok) {
          respond(reply, outcome);
          return outcome;
        }
        const { fileName, header, rows } = outcome.value;
        const out = new PassThrough();
        reply
          .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
          .header('cache-control', 'no-store')
          .send(out);
        const columns = header.map((label) => ({
          header: label,
          width: Math.min(40, Math.max(10, label.length * 2 + 2)),
        }));
        await writeXlsx(out, [{ name: '被拒绝的行', columns, rows }]);
        return outcome;
      })
      .then(() => reply);
  });
}
