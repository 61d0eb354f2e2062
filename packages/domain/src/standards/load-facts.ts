import type { Connection } from '@daohu/db';
import { type Entity, findItemByRuleName, type Item, itemsOf } from '@daohu/dictionary';
import { type DivisionRange, rangeOfDivision } from '@daohu/kernel';
import type { FactRecord, Reads } from '@daohu/policy';
import { findDivisionsByCode } from '../divisions/index.ts';
import {
  type HouseholdOfYear,
  type HouseholdScope,
  selectCountiesOfYear,
  selectHouseholdsOfYear,
  selectMembersOfYear,
  selectMembersYearBefore,
  selectVillageSizes,
  selectVillagesOfYear,
  selectYearBefore,
} from '../register/index.ts';

/** 户的事实: a household of one year as rules read it, with its members, its village and the year before. */
export type HouseholdFacts = HouseholdOfYear & FactRecord;
/** 村的事实: a village of one year with its households. */
export type VillageFacts = FactRecord & {
  readonly division: number;
  readonly villageName: string | null;
  readonly registeredHouseholds: readonly HouseholdFacts[] | null;
};

/**
 * Facts of one household, or of all of a range, for one register year: as many queries for a county as for one
 * household. Only what `reads` names is loaded. A household without a single member row has unknown members, not none.
 */
export async function loadHouseholdFacts(
  db: Connection,
  scope: HouseholdScope,
  year: number,
  reads: Reads,
): Promise<HouseholdFacts[]> {
  const wants = wantsOf(reads);
  const households = await selectHouseholdsOfYear(db, scope, year, wants.items('household', 0));
  if (households.length === 0) return [];
  const before = wants.relation('lastYear', 0)
    ? keyed(await selectYearBefore(db, scope, year, wants.items('household', 1)), 'householdId')
    : null;
  const members = wants.relation('members', 0) ? await loadMembers(db, scope, year, wants) : null;
  const membersBefore = wants.relation('members', 1)
    ? grouped(await selectMembersOfYear(db, scope, year, wants.items('person', 1), 1), 'householdId')
    : null;
  const range = 'range' in scope ? scope.range : rangeOfDivision(households[0]!.division, 'village');
  const villages = wants.relation('village', 0) ? await loadVillageRows(db, range, year, wants) : null;
  const counties = await loadCounties(db, range, year, wants);
  return households.map((household) => {
    const { householdId, division } = household;
    const lastYear = before?.get(householdId) ?? null;
    return {
      ...household,
      members: members?.get(householdId) ?? null,
      lastYear: lastYear && { ...lastYear, members: membersBefore?.get(householdId) ?? null },
      village: villages?.get(division) ?? null,
      county: counties?.get(household.countyCode) ?? null,
    };
  });
}

/**
 * Facts of the villages of a range for one register year: those that report for the year and those that only have
 * households on record. A village without a household on record has unknown households, not none.
 */
export async function loadVillageFacts(
  db: Connection,
  range: DivisionRange,
  year: number,
  reads: Reads,
): Promise<VillageFacts[]> {
  const wants = wantsOf(reads);
  const households = wants.relation('registeredHouseholds', 0)
    ? grouped(await loadHouseholdFacts(db, { range }, year, reads), 'division')
    : null;
  const rows = await loadVillageRows(db, range, year, wants);
  const counties = await loadCounties(db, range, year, wants);
  const lived = households?.keys() ?? (await selectVillageSizes(db, range, year)).map(({ division }) => division);
  const codes = [...new Set([...rows.keys(), ...lived])].sort((a, b) => a - b);
  const names = new Map((await findDivisionsByCode(db, codes)).map(({ code, name }) => [code, name]));
  return codes.map((division) => ({
    ...rows.get(division),
    division,
    villageName: names.get(division) ?? null,
    registeredHouseholds: households?.get(division) ?? null,
    county: counties?.get(Math.floor(division / 1_000_000)) ?? null,
  }));
}

async function loadMembers(
  db: Connection,
  scope: HouseholdScope,
  year: number,
  wants: Wants,
): Promise<Map<number, FactRecord[]>> {
  const members = await selectMembersOfYear(db, scope, year, wants.items('person', 0));
  const itemsBefore = wants.items('person', 1);
  if (itemsBefore.length === 0) return grouped(members, 'householdId');
  const before = keyed(await selectMembersYearBefore(db, scope, year, itemsBefore), 'personId');
  return grouped(
    members.map((member) => ({ ...member, lastYear: before.get(member.personId) ?? null })),
    'householdId',
  );
}

async function loadVillageRows(
  db: Connection,
  range: DivisionRange,
  year: number,
  wants: Wants,
): Promise<Map<number, FactRecord>> {
  const rows = await selectVillagesOfYear(db, range, year, wants.items('village', 0));
  const itemsBefore = wants.items('village', 1);
  if (itemsBefore.length === 0) return keyed(rows, 'division');
  const before = keyed(await selectVillagesOfYear(db, range, year - 1, itemsBefore), 'division');
  return keyed(
    rows.map((row) => ({ ...row, lastYear: before.get(row.division) ?? null })),
    'division',
  );
}

/** Own items of the county, beside the series; by county code. Null when no rule reads one. */
async function loadCounties(
  db: Connection,
  range: DivisionRange,
  year: number,
  wants: Wants,
): Promise<Map<number, FactRecord> | null> {
  const items = wants.items('county', 0);
  if (items.length === 0) return null;
  const [first, last] = [Math.floor(range.low / 1_000_000), Math.floor(range.high / 1_000_000)];
  const whole = { low: first * 1_000_000, high: last * 1_000_000 + 999_999 };
  const rows = await selectCountiesOfYear(db, whole, year, items);
  return new Map(rows.map((row) => [Math.floor(row.division / 1_000_000), row]));
}

interface Wants {
  items(entity: Entity, yearsBack: number): readonly Item[];
  relation(key: string, yearsBack: number): boolean;
}

function wantsOf(reads: Reads): Wants {
  return {
    items(entity, yearsBack) {
      const read = reads.fields.filter((field) => field.entity === entity && field.yearsBack === yearsBack);
      const keys = new Set(read.map(({ key }) => key));
      const sources = read.flatMap(({ derivedFrom }) =>
        derivedFrom.map((name) => findItemByRuleName(entity, name)?.field),
      );
      return itemsOf(entity).filter(({ field }) => keys.has(field) || sources.includes(field));
    },
    relation: (key, yearsBack) => reads.relations.some((read) => read.key === key && read.yearsBack === yearsBack),
  };
}

function keyed<Row extends FactRecord>(rows: readonly Row[], key: keyof Row): Map<number, Row> {
  return new Map(rows.map((row) => [row[key] as number, row]));
}

function grouped<Row extends FactRecord>(rows: readonly Row[], key: keyof Row): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[key] as number);
    if (group) group.push(row);
    else groups.set(row[key] as number, [row]);
  }
  return groups;
}
