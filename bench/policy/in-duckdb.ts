import { type Column, type FactColumns, unknownOf } from '@daohu/policy';
import {
  BIGINT,
  BOOLEAN,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
} from '@duckdb/node-api';
import type { RULES } from './bench-rules.ts';
import type { HandInput } from './hand-input.ts';

/**
 * The same rules as SQL for DuckDB, on two threads, over the same columns held in its memory. Written as one would who
 * knows that `bool_and` and `sum` skip what is missing: every aggregate asks first whether anything is.
 */
const ROWS_A_CHUNK = 2_048;

export async function openDuckDb(columns: FactColumns, threads: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  const owner = {
    person: ownersOf(columns.tables.get('household')!.lists.get('members')!.starts),
    household: ownersOf(columns.tables.get('village')!.lists.get('registeredHouseholds')!.starts),
    village: null,
  };
  for (const [name, owners] of Object.entries(owner)) await fillTable(connection, columns, name, owners);
  return connection;
}

function ownersOf(starts: Uint32Array): Int32Array {
  const owners = new Int32Array(starts.at(-1)!);
  for (let row = 0; row + 1 < starts.length; row++) owners.fill(row, starts[row]!, starts[row + 1]!);
  return owners;
}

async function fillTable(
  connection: DuckDBConnection,
  columns: FactColumns,
  name: string,
  owners: Int32Array | null,
): Promise<void> {
  const { count, columns: held } = columns.tables.get(name)!;
  const fields = [...held].map(([key, column]) => ({
    key: key.replace('@1', '_before'),
    column,
    type: typeOf(column),
  }));
  const declared = fields.map(({ key, type }) => `"${key}" ${type.toString()}`);
  await connection.run(`create table ${name} (i integer, owner integer, ${declared.join(', ')})`);
  const appender = await connection.createAppender(name);
  const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, ...fields.map(({ type }) => type)]);
  for (let from = 0; from < count; from += ROWS_A_CHUNK) {
    const to = Math.min(count, from + ROWS_A_CHUNK);
    const rows = Array.from({ length: to - from }, (_, index) => from + index);
    chunk.rowCount = rows.length;
    chunk.setColumnValues(0, rows);
    chunk.setColumnValues(
      1,
      rows.map((row) => owners?.[row] ?? null),
    );
    for (const [index, { column }] of fields.entries()) {
      const { values, holds } = column;
      const unknown = unknownOf(column);
      chunk.setColumnValues(
        index + 2,
        rows.map((row) => {
          const value = values[row]!;
          if (Object.is(value, unknown)) return null;
          return holds === 'truth' ? value === 1 : values instanceof Float64Array ? BigInt(value) : value;
        }),
      );
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function typeOf({ holds, values }: Column): DuckDBType {
  if (holds === 'truth') return BOOLEAN;
  return values instanceof Float64Array ? BIGINT : INTEGER;
}

/** Every member, one unknown and no false: unknown. */
const every = (condition: string): string =>
  `case when not bool_and(${condition}) then false when count(${condition}) < count(*) then null else true end`;
const some = (condition: string): string =>
  `case when bool_or(${condition}) then true when count(${condition}) < count(*) then null else false end`;
const total = (amount: string): string => `case when count(${amount}) = count(*) then sum(${amount}) end`;

/** The three statements, one per entity; each leaves its results in a table. */
export function statements({ law, codes }: HandInput): string[] {
  const c = codes;
  const cells = (values: Float64Array, code: string): string =>
    `case ${code} ${[...values].map((value, index) => `when ${index} then ${Number.isNaN(value) ? 'null' : value}`).join(' ')} end`;
  const guaranteed = [...c.guaranteed].flatMap((yes, index) => (yes ? [index] : [])).join(', ');
  const person = `create table person_result as
    select i, owner, school_gap, insured, able,
      schoolStatus <> ${c.notAtSchool} as student_aid,
      case when schoolStatus <> ${c.notAtSchool} then ${cells(law.studentAid, 'schoolStatus')}
        when schoolStatus = ${c.notAtSchool} then 0 end as student_aid_amount,
      disability as disability_aid,
      case when disability then ${cells(law.disabilityAid, 'disabilityGrade')} when not disability then 0 end
        as disability_aid_amount,
      case when laborSkill in (${c.ordinary}, ${c.skilled}, ${c.weak})
          then case when workMonths is not null then least(workMonths * ${law.workAid}, ${law.mostWorkAid}) end
        when laborSkill is not null then 0 end as work_aid
    from (select *,
      age between ${law.schoolFrom} and ${law.schoolTo}
        and (isOutOfSchool or (schoolStatus = ${c.notAtSchool} and education not in (${c.juniorHigh}, ${c.seniorHigh})))
        as school_gap,
      hasResidentMedicalInsurance or hasEmployeeMedicalInsurance as insured,
      age between ${law.workFrom} and ${law.workTo} and laborSkill in (${c.ordinary}, ${c.skilled})
        and schoolStatus = ${c.notAtSchool} as able,
      disabilityCategory is not null and disabilityGrade in (${c.firstGrade}, ${c.secondGrade}) as disability
      from person)`;
  const household = `create table household_result as
    with members as (
      select p.owner as h, count(*) as members,
        ${some(`laborSkill in (${c.ordinary}, ${c.skilled}, ${c.weak})`)} as capable,
        ${every(`(not (age between ${law.schoolFrom} and ${law.schoolTo}) or schoolStatus <> ${c.notAtSchool}
          or education = ${c.juniorHigh}) and (isOutOfSchool is null or not isOutOfSchool)`)} as schooled,
        ${every('hasResidentMedicalInsurance or hasEmployeeMedicalInsurance')} as covered,
        ${total('student_aid_amount + disability_aid_amount')} as aid,
        ${total('work_aid')} as works,
        ${every('insured')} as insured,
        ${some('school_gap')} as gap,
        ${some('able')} as able,
        ${every('workMonths = 0')} as none_works,
        ${some('receivedMedicalAid')} as ill
      from person p join person_result r on r.i = p.i group by p.owner)
    select i, owner,
      ((netIncomePerHead::bigint * ${law.provinceBefore} > netIncomePerHead_before::bigint * ${law.provinceNow}
          and netIncomePerHead > ${law.line}
          and (not capable or mainBusinesses >= ${law.leastBusinesses})
          and (not capable or skills >= ${law.leastSkills}))
        or (povertyAttribute in (${guaranteed}) and dibaoGrant + tekunGrant > ${law.line} * members))
        and hasEnoughFood and hasEnoughClothing and schooled and covered
        and (case when isHouseSafe is null then not isDangerousHouse else isHouseSafe end)
        and isElderCareAssured and hasSafeWater as exit_household,
      aid as household_aid,
      works as household_work,
      insured and not gap as all_insured,
      able and none_works and (wantsWork or needsTraining) as needs_work,
      netIncomePerHead < ${law.line}
        or (case when size <> 0 then floor(netIncome / size) < ${law.line} end) as low_income,
      case when netIncome is not null then greatest(0, ${law.dibao} * members - netIncome) end as dibao_gap,
      isDangerousHouse and not isRelocated as house_repair,
      case when isDangerousHouse and not isRelocated then ${cells(law.houseAid, 'houseDangerLevel')}
        when not (isDangerousHouse and not isRelocated) then 0 end as house_repair_amount,
      wantsRelocation and not isRelocated and (livesInHarshConditions or (hasWaterDifficulty and not hasSafeWater)
        or (accessRoadKind in (${c.dirt}, ${c.gravel}) and distanceToMainRoad > ${law.farthest})) as relocation,
      (exitStatus in (${c.exited}, ${c.exitedWithoutSupport}) and netIncomePerHead < netIncomePerHead_before)
        or (netIncomePerHead < ${law.line * 2} and ill)
        or businessExpense::bigint > wageIncome::bigint + businessIncome + propertyIncome + transferIncome
        as return_risk
    from household join members on h = i`;
  const flags = FLAGS.map((flag) => `"${flag}"`).join(' and ');
  const village = `create table village_result as
    with households as (
      select x.owner as v, count(*) as households,
        ${every(`exitStatus in (${c.exited}, ${c.exitedWithoutSupport})`)} as all_exited,
        ${every(`exit_household or exitStatus = ${c.exitedWithoutSupport}`)} as ready,
        ${total('case when low_income and not exit_household then size when not (low_income and not exit_household) then 0 end')} as poor,
        ${total('household_aid')} as aid,
        ${total('all_insured::integer')} as insured
      from household x join household_result r on r.i = x.i group by x.owner)
    select i,
      all_exited and disposableIncomePerHead::bigint * 100 >= ${law.villageShare * law.provinceNow}
        and collectiveIncome >= ${law.leastCollective} and collectiveIncome > 0 and ${flags} as exit_village,
      poor * 100 <= ${law.mostIncidence} * ruralPopulation::bigint as village_incidence,
      ready as village_ready,
      aid as village_aid,
      insured * 100 >= ${law.leastInsured} * households as village_insured
    from village join households on v = i`;
  return [person, household, village];
}

const FLAGS = [
  'isInfrastructureSound',
  'haveConditionsImproved',
  'areServicesAtLevel',
  'hasLeadingIndustry',
  'hasServiceCentre',
  'hasSchoolHealthCulture',
  'hasHardenedRoad',
  'hasPipedSafeWater',
  'hasSafePowerGrid',
  'hasHouseholdCable',
  'hasCleanEnergy',
];

export async function dropResults(connection: DuckDBConnection): Promise<void> {
  for (const name of ['person', 'household', 'village']) await connection.run(`drop table if exists ${name}_result`);
}

/** The results of a rule in the order of the rows, as the other engines keep them. */
export async function resultsInDuckDb(
  connection: DuckDBConnection,
  rule: (typeof RULES)[number],
): Promise<[states: Uint8Array | null, amounts: Float64Array | null]> {
  const [table, states, amounts] = RESULTS[rule];
  return [
    states === null
      ? null
      : await columnOf(connection, table, `coalesce(${states}::integer, 2)`, (count) => new Uint8Array(count)),
    amounts === null
      ? null
      : await columnOf(
          connection,
          table,
          `coalesce(${amounts}::double, 'nan'::double)`,
          (count) => new Float64Array(count),
        ),
  ];
}

async function columnOf<T extends Uint8Array | Float64Array>(
  connection: DuckDBConnection,
  table: string,
  expression: string,
  allocate: (count: number) => T,
): Promise<T> {
  const counted = await connection.runAndReadAll(`select count(*)::integer from ${table}_result`);
  const values = allocate(counted.getRows()[0]![0] as number);
  const result = await connection.stream(`select i, ${expression} from ${table}_result`);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const rows = chunk.getColumnValues(0) as number[];
    const found = chunk.getColumnValues(1) as number[];
    for (const [index, row] of rows.entries()) values[row] = found[index]!;
  }
  return values;
}

type Table = 'person' | 'household' | 'village';
const RESULTS: Readonly<
  Record<(typeof RULES)[number], readonly [Table, states: string | null, amounts: string | null]>
> = {
  'bench-school-gap': ['person', 'school_gap', null],
  'bench-insured': ['person', 'insured', null],
  'bench-able': ['person', 'able', null],
  'bench-student-aid': ['person', 'student_aid', 'student_aid_amount'],
  'bench-disability-aid': ['person', 'disability_aid', 'disability_aid_amount'],
  'bench-work-aid': ['person', null, 'work_aid'],
  'exit-household': ['household', 'exit_household', null],
  'bench-household-aid': ['household', null, 'household_aid'],
  'bench-household-work': ['household', null, 'household_work'],
  'bench-all-insured': ['household', 'all_insured', null],
  'bench-needs-work': ['household', 'needs_work', null],
  'bench-low-income': ['household', 'low_income', null],
  'bench-dibao-gap': ['household', null, 'dibao_gap'],
  'bench-house-repair': ['household', 'house_repair', 'house_repair_amount'],
  'bench-relocation': ['household', 'relocation', null],
  'bench-return-risk': ['household', 'return_risk', null],
  'exit-village': ['village', 'exit_village', null],
  'bench-village-incidence': ['village', 'village_incidence', null],
  'bench-village-ready': ['village', 'village_ready', null],
  'bench-village-aid': ['village', null, 'village_aid'],
  'bench-village-insured': ['village', 'village_insured', null],
};
