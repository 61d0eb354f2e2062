import {
  askWhatIf,
  enterReferenceValue,
  explainCounty,
  explainHousehold,
  explainVillage,
  fillSetting,
  HeldProvinces,
  listOpenSettings,
  readClause,
} from '@daohu/domain/standards';
import {
  AskWhatIf,
  EnterReferenceValue,
  ExplainCounty,
  ExplainHousehold,
  ExplainVillage,
  FillSetting,
  ListOpenSettings,
} from '@daohu/domain/standards/contract';
import { ColumnThreads } from '@daohu/policy/node';
import type { FastifyInstance } from 'fastify';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

/** Milliseconds for which a first what-if waits for the register before it says how far that is. */
const PATIENCE = 700;

interface HouseholdPath {
  readonly county: string;
  readonly id: string;
}

export function standardsRoutes(app: FastifyInstance, { database, clock, runner, standards }: System): void {
  app.get<{ Params: HouseholdPath }>('/api/households/:county/:id/verdict', async (request, reply) => {
    const { county, id } = request.params;
    const asked = ExplainHousehold.parse({ ...(request.query as object), countyCode: county, householdId: id });
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.explainHousehold', (work) => explainHousehold(work, standards, asked)),
    );
  });

  app.get<{ Params: { readonly code: string } }>('/api/villages/:code/verdict', async (request, reply) => {
    const asked = ExplainVillage.parse({ ...(request.query as object), division: request.params.code });
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.explainVillage', (work) => explainVillage(work, standards, asked)),
    );
  });

  app.get<{ Params: { readonly code: string } }>('/api/counties/:code/verdict', async (request, reply) => {
    const asked = ExplainCounty.parse({ ...(request.query as object), division: request.params.code });
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.explainCounty', (work) => explainCounty(work, standards, asked)),
    );
  });

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

  let provinces: HeldProvinces | null = null;
  const on = new ColumnThreads();
  app.post('/api/what-if', async (request, reply) => {
    const asked = AskWhatIf.parse(request.body);
    provinces ??= new HeldProvinces(database, clock, standards.packs.schema);
    const held = provinces;
    return respond(
      reply,
      await runner.ask(request.actor, 'standards.whatIf', (work) =>
        askWhatIf(work, standards, held, asked, { on, patience: PATIENCE }),
      ),
    );
  });

  app.get('/api/settings/open', async (request, reply) => {
    const asked = ListOpenSettings.parse(request.query);
    return respond(
      reply,
      await runner.query(request.actor, 'standards.listOpenSettings', (work) =>
        listOpenSettings(work, standards, asked),
      ),
    );
  });

  app.post('/api/settings', async (request, reply) => {
    const input = FillSetting.parse(request.body);
    const { basis: _words, ...detail } = input;
    return respond(
      reply,
      await runner.command(request.actor, 'standards.fillSetting', detail, (work) =>
        fillSetting(work, standards, input),
      ),
    );
  });

  app.post('/api/reference-values', async (request, reply) => {
    const input = EnterReferenceValue.parse(request.body);
    const { source: _words, ...detail } = input;
    return respond(
      reply,
      await runner.command(request.actor, 'standards.fillSetting', detail, (work) =>
        enterReferenceValue(work, standards, input),
      ),
    );
  });
}
