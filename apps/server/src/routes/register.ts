import {
  enterCountyFigures,
  listHouseholds,
  revealSensitive,
  showCounty,
  showHistory,
  showHousehold,
  showVillage,
} from '@daohu/domain/register';
import {
  EnterCountyFigures,
  HouseholdQuery,
  RevealSensitive,
  ShowCounty,
  ShowHousehold,
  ShowVillage,
} from '@daohu/domain/register/contract';
import type { FastifyInstance } from 'fastify';
import { respond } from '../respond.ts';
import type { System } from '../system.ts';

interface HouseholdPath {
  readonly county: string;
  readonly id: string;
}

export function registerRoutes(app: FastifyInstance, { runner }: System): void {
  app.get('/api/households', async (request, reply) => {
    const query = HouseholdQuery.parse(request.query);
    return respond(
      reply,
      await runner.query(request.actor, 'register.listHouseholds', (work) => listHouseholds(work, query)),
    );
  });

  app.get<{ Params: HouseholdPath }>('/api/households/:county/:id', async (request, reply) => {
    const asked = householdAsked(request.params, request.query);
    return respond(
      reply,
      await runner.ask(request.actor, 'register.showHousehold', (work) => showHousehold(work, asked)),
    );
  });

  app.get<{ Params: HouseholdPath }>('/api/households/:county/:id/history', async (request, reply) => {
    const asked = householdAsked(request.params, {});
    return respond(reply, await runner.ask(request.actor, 'register.showHistory', (work) => showHistory(work, asked)));
  });

  app.get<{ Params: { readonly code: string } }>('/api/villages/:code', async (request, reply) => {
    const asked = ShowVillage.parse({ ...(request.query as object), division: request.params.code });
    return respond(reply, await runner.ask(request.actor, 'register.showVillage', (work) => showVillage(work, asked)));
  });

  app.get<{ Params: { readonly code: string } }>('/api/counties/:code', async (request, reply) => {
    const asked = ShowCounty.parse({ ...(request.query as object), division: request.params.code });
    return respond(reply, await runner.ask(request.actor, 'register.showCounty', (work) => showCounty(work, asked)));
  });

  app.post<{ Params: { readonly code: string } }>('/api/counties/:code/figures', async (request, reply) => {
    const input = EnterCountyFigures.parse({ ...(request.body as object), division: request.params.code });
    return respond(
      reply,
      await runner.command(request.actor, 'register.enterCountyFigures', input, (work) =>
        enterCountyFigures(work, input),
      ),
    );
  });

  app.post('/api/register/reveal', async (request, reply) => {
    const input = RevealSensitive.parse(request.body);
    return respond(
      reply.header('cache-control', 'no-store'),
      await runner.command(request.actor, 'register.revealSensitive', input, (work) => revealSensitive(work, input)),
    );
  });
}

function householdAsked({ county, id }: HouseholdPath, query: unknown): ShowHousehold {
  return ShowHousehold.parse({ ...(query as object), countyCode: county, householdId: id });
}
