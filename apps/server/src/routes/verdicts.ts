import { countVerdicts, listVerdicts } from '@daohu/domain/standards';
import { CountVerdicts, ListVerdicts } from '@daohu/domain/standards/contract';
import type { FastifyInstance } from 'fastify';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

/** Who passes a rule and who does not, as lists and as counts. */
export function verdictRoutes(app: FastifyInstance, { runner, standards }: System): void {
  app.get('/api/verdicts', async (request, reply) => {
    const asked = ListVerdicts.parse(request.query);
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.evaluate', (work) => listVerdicts(work, standards, asked)),
    );
  });

  app.get('/api/verdicts/counts', async (request, reply) => {
    const asked = CountVerdicts.parse(request.query);
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.evaluate', (work) => countVerdicts(work, standards, asked)),
    );
  });
}
