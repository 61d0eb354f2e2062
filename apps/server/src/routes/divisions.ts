import { browseChildren, browseRoots, searchDivisions } from '@daohu/domain/divisions';
import { browseChildrenSchema, searchDivisionsSchema } from '@daohu/domain/divisions/contract';
import type { FastifyInstance } from 'fastify';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

export function divisionRoutes(app: FastifyInstance, { runner }: System): void {
  app.get('/api/divisions/root', async (request, reply) =>
    respond(
      reply,
      await runner.query(request.actor, 'divisions.browse', ({ db, actor }) =>
        browseRoots(db, { code: actor.division, level: actor.divisionLevel }),
      ),
    ),
  );

  app.get('/api/divisions/children', async (request, reply) => {
    const { of, level } = browseChildrenSchema.parse(request.query);
    return respond(
      reply,
      await runner.query(request.actor, 'divisions.browse', ({ db, actor }) =>
        browseChildren(db, { code: of, level }, actor),
      ),
    );
  });

  app.get('/api/divisions/search', async (request, reply) => {
    const { name } = searchDivisionsSchema.parse(request.query);
    return respond(
      reply,
      await runner.query(request.actor, 'divisions.browse', ({ db, actor }) =>
        searchDivisions(db, name, { code: actor.division, level: actor.divisionLevel }),
      ),
    );
  });
}
