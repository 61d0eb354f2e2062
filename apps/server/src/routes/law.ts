import { compareLaw, listClauses, listItems, listPacks, showPack, showRule } from '@daohu/domain/standards';
import { CompareLaw, ListClauses, ListItems, ShowRule } from '@daohu/domain/standards/contract';
import type { FastifyInstance } from 'fastify';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

/** The law as pages read it: no record of the register stands in any of these answers. */
export function lawRoutes(app: FastifyInstance, { runner, standards }: System): void {
  app.get('/api/packs', async (request, reply) =>
    respond(reply, await runner.query(request.actor, 'standards.readLaw', async () => listPacks(standards))),
  );

  app.get<{ Params: { readonly key: string } }>('/api/packs/:key', async (request, reply) =>
    respond(
      reply,
      await runner.ask(request.actor, 'standards.readLaw', async () => showPack(standards, request.params.key)),
    ),
  );

  app.get<{ Params: { readonly pack: string; readonly rule: string } }>(
    '/api/rules/:pack/:rule',
    async (request, reply) => {
      const asked = ShowRule.parse({ ...(request.query as object), ...request.params });
      return respond(
        reply,
        await runner.ask(request.actor, 'standards.readLaw', (work) => showRule(work, standards, asked)),
      );
    },
  );

  app.get<{ Params: { readonly key: string } }>('/api/packs/:key/items', async (request, reply) => {
    const asked = ListItems.parse({ ...(request.query as object), pack: request.params.key });
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.readLaw', async () => listItems(standards, asked)),
    );
  });

  app.get('/api/clauses', async (request, reply) => {
    const asked = ListClauses.parse(request.query);
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.readLaw', async () => listClauses(standards, asked)),
    );
  });

  app.get('/api/law-comparison', async (request, reply) => {
    const asked = CompareLaw.parse(request.query);
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.readLaw', (work) => compareLaw(work, standards, asked)),
    );
  });
}
