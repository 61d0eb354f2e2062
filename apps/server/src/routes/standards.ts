import { explainHousehold, readClause } from '@daohu/domain/standards';
import { ExplainHousehold } from '@daohu/domain/standards/contract';
import type { FastifyInstance } from 'fastify';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

export function standardsRoutes(app: FastifyInstance, { runner, standards }: System): void {
  app.get<{ Params: { readonly county: string; readonly id: string } }>(
    '/api/households/:county/:id/verdict',
    async (request, reply) => {
      const { county, id } = request.params;
      const asked = ExplainHousehold.parse({ ...(request.query as object), countyCode: county, householdId: id });
      return respond(
        reply,
        await runner.ask(request.actor, 'standards.explainHousehold', (work) =>
          explainHousehold(work, standards, asked),
        ),
      );
    },
  );

  app.get<{ Params: { readonly document: string; readonly id: string } }>(
    '/api/clauses/:document/:id',
    async (request, reply) => {
      const { document, id } = request.params;
      return respond(
        reply,
        await runner.ask(request.actor, 'standards.readClause', async () => readClause(standards, `${document}/${id}`)),
      );
    },
  );
}
