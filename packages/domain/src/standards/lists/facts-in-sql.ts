import { type Entity, type Item, itemsOf } from '@daohu/dictionary';
import { type Fragment, type SqlEntity, type SqlMapping, type SqlRows, sql, trusted } from '@daohu/policy/sql';

type Follow = (alias: string, of: string) => SqlRows;

/**
 * Where the facts of rules lie in the register of a year, for rules read as SQL: the very rows that `load-facts.ts`
 * loads. What is not loaded there (the village of the year before, say) is not reached here either, so that both give
 * the same verdict. Names come from the dictionary, never from input.
 */
export function factsInSql(year: number): SqlMapping {
  const before = year - 1;
  const personBefore = entityRows('person', 'person_id', {});
  const householdBefore = entityRows('household', 'household_id', {
    members: (alias, of) => membersOf(alias, of, before, personBefore),
  });
  const villageBefore = entityRows('village', 'division', {});
  const county = entityRows('county', 'division', {});
  const ofCounty: Follow = (alias, of) => ({
    from: trusted(`county_year ${alias}`),
    where: trusted(`${alias}.county_code = ${of}.county_code and ${ofYear(alias, year)}`),
    entity: county,
  });
  const person = entityRows('person', 'person_id', {
    lastYear: (alias, of) => ({
      ...persons(alias, `${alias}.county_code = ${of}.county_code and ${alias}.person_id = ${of}.person_id`, before),
      entity: personBefore,
    }),
  });
  const villageLastYear: Follow = (alias, of) => ({
    from: trusted(`village_year ${alias}`),
    where:
      trusted(`${alias}.county_code = ${of}.county_code and ${alias}.division = ${of}.division and ${ofYear(alias, before)}
      and exists (select from village_year ${alias}_now where ${alias}_now.county_code = ${of}.county_code
        and ${alias}_now.division = ${of}.division and ${ofYear(`${alias}_now`, year)})`),
    entity: villageBefore,
  });
  const household = entityRows('household', 'household_id', {
    members: (alias, of) => membersOf(alias, of, year, person),
    lastYear: (alias, of) => ({
      from: trusted(`household_year ${alias}`),
      where: trusted(
        `${alias}.county_code = ${of}.county_code and ${alias}.household_id = ${of}.household_id and ${ofYear(alias, before)}`,
      ),
      entity: householdBefore,
    }),
    village: (alias, of) => ({
      from: trusted(`village_year ${alias}`),
      where: trusted(
        `${alias}.county_code = ${of}.county_code and ${alias}.division = ${of}.division and ${ofYear(alias, year)}`,
      ),
      entity: entityRows('village', 'division', { lastYear: villageLastYear }),
    }),
    county: ofCounty,
  });
  const village = entityRows('village', 'division', {
    registeredHouseholds: (alias, of) => ({
      ...households(alias, year),
      where: trusted(`${alias}.county_code = ${of}.county_code and ${alias}.division = ${of}.division
        and ${householdsOfYear(alias, year)}`),
      emptyIsUnknown: true,
    }),
    lastYear: villageLastYear,
    county: ofCounty,
  });
  const divisions = Object.fromEntries(['city', 'province', 'nation'].map((level) => [level, NOTHING]));
  return { entities: { household, person, village, county, ...divisions } };
}

/** Households on record in a year, as `households(alias, year).from … where`. */
export function households(alias: string, year: number): { readonly from: Fragment; readonly where: Fragment } {
  return {
    from: trusted(`(household_year ${alias} join household ${alias}_identity
      on ${alias}_identity.county_code = ${alias}.county_code and ${alias}_identity.household_id = ${alias}.household_id)`),
    where: trusted(householdsOfYear(alias, year)),
  };
}

/** Villages that report for a year and those that only have households on record, as rows of `village_year`. */
export function villages(alias: string, year: number, range: Fragment): Fragment {
  const columns = itemsOf('village', 'yearly').map((item) => `reported.${item.column}`);
  const division = trusted('known.division');
  return sql`(select known.division / 1000000 as county_code, known.division, ${trusted(columns.join(', '))}
    from (select v.division from village_year v where ${trusted(ofYear('v', year))} and v.division between ${range}
      union select y.division from household_year y where ${trusted(ofYear('y', year))} and y.division between ${range}) known
    left join village_year reported on reported.county_code = known.division / 1000000
      and reported.division = ${division} and ${trusted(ofYear('reported', year))}) ${trusted(alias)}`;
}

function householdsOfYear(alias: string, year: number): string {
  return `${ofYear(alias, year)} and ${alias}_identity.retired_act is null`;
}

function membersOf(alias: string, of: string, year: number, entity: SqlEntity): SqlRows {
  const where = `${alias}.county_code = ${of}.county_code and ${alias}.household_id = ${of}.household_id`;
  return { ...persons(alias, where, year), entity, emptyIsUnknown: true };
}

function persons(alias: string, where: string, year: number): SqlRows {
  return {
    from: trusted(`(person_year ${alias} join person ${alias}_identity on ${alias}_identity.county_code = ${alias}.county_code
      and ${alias}_identity.person_id = ${alias}.person_id and ${alias}_identity.retired_act is null)`),
    where: trusted(`${where} and ${ofYear(alias, year)}`),
  };
}

function ofYear(alias: string, year: number): string {
  return `${alias}.year = ${Math.trunc(year)}::smallint and ${alias}.retired_act is null`;
}

function entityRows(entity: Entity, key: string, relations: { readonly [relation: string]: Follow }): SqlEntity {
  const byField = new Map(itemsOf(entity).map((item) => [item.field, item]));
  return {
    key: (alias) => trusted(`${alias}.${key}`),
    field(field, alias, at) {
      const item = byField.get(field);
      if (item) return trusted(columnOf(entity, item, alias));
      if (entity === 'person' && field === 'age') return ageInSql(`${alias}_identity.born_on`, at.date, at.yearOffset);
      throw new Error(`no column holds ${entity}.${field}`);
    },
    relation: (relation, alias, of) =>
      Object.hasOwn(relations, relation) ? relations[relation]!(alias, of) : { ...nobody(alias), entity: NOTHING },
  };
}

/** An item of a household’s identity is looked up: no rule in sight reads one. */
function columnOf(entity: Entity, item: Item, alias: string): string {
  if (item.time === 'yearly') return `${alias}.${item.column}`;
  if (entity === 'person') return `${alias}_identity.${item.column}`;
  return `(select i.${item.column} from household i where i.county_code = ${alias}.county_code and i.household_id = ${alias}.household_id)`;
}

/** 年龄, as `policy-schema.ts` derives it. */
function ageInSql(bornOn: string, date: Fragment, yearOffset: number): Fragment {
  const born = trusted(bornOn);
  const nextYear = sql`(date_trunc('year', ${date}::timestamp) + interval '1 year')::date`;
  return sql`(case when ${born} < ${nextYear} then
    greatest(0, extract(year from age(${date}::timestamp, ${born}::timestamp))::int + ${trusted(String(Math.trunc(yearOffset)))}) end)`;
}

function nobody(alias: string): SqlRows {
  return {
    from: trusted(`(select null::bigint as nobody) ${alias}`),
    where: trusted('false'),
    known: trusted('false'),
  };
}

/** Where a relation leads to nothing that is loaded: no record, and a list that nobody recorded. */
const NOTHING: SqlEntity = {
  key: (alias) => trusted(`${alias}.nobody`),
  field: () => trusted('null'),
  relation: (_relation, alias) => ({ ...nobody(alias), entity: NOTHING }),
};
