import { checkDraft, compareDraft, listMoved, readVocabulary, tryDraft } from '@daohu/domain/standards';
import { CheckDraft, CompareDraft, ListMoved, TryDraft } from '@daohu/domain/standards/contract';
import type { FastifyInstance } from 'fastify';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

/** Rules as somebody drafts them: checked and tried out, never kept and never in force. */
export function draftRoutes(app: FastifyInstance, { runner, standards }: System): void {
  app.get<{ Params: { readonly key: string } }>('/api/packs/:key/vocabulary', async (request, reply) =>
    respond(
      reply,
      await runner.ask(request.actor, 'standards.readLaw', async () => readVocabulary(standards, request.params.key)),
    ),
  );

  app.post('/api/drafts/check', async (request, reply) => {
    const draft = CheckDraft.parse(request.body);
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.tryRule', (work) => checkDraft(work, standards, draft)),
    );
  });

  app.post('/api/drafts/try', async (request, reply) => {
    const draft = TryDraft.parse(request.body);
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.tryRule', (work) => tryDraft(work, standards, draft)),
    );
  });

  app.post('/api/drafts/compare', async (request, reply) => {
    const draft = CompareDraft.parse(request.body);
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.tryRule', (work) => compareDraft(work, standards, draft)),
    );
  });

  app.post('/api/what-if/moved', async (request, reply) => {
    const asked = ListMoved.parse(request.body);
    // Names of households: for those who may open them.
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.explainHousehold', (work) => listMoved(work, standards, asked)),
    );
  });
}
