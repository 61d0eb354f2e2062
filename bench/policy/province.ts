import {
  type ColumnReads,
  ColumnsBuilder,
  divisionChain,
  type FactColumns,
  type IndexedSchema,
  type TableBuilder,
} from '@daohu/policy';

export interface Size {
  readonly villages: number;
  readonly households: number;
  /** Persons follow: 3.1 a household. */
  readonly counties: number;
}

/** How one value of a field is drawn: a number, or for codes the keys, each as often as it stands there. */
type Draw = (random: Random) => unknown;

const share =
  (yes: number): Draw =>
  (random) =>
    random.below(1_000) < yes * 1_000;
const among =
  (...values: readonly unknown[]): Draw =>
  (random) =>
    values[random.below(values.length)];
const between =
  (low: number, high: number): Draw =>
  (random) =>
    low + random.below(high - low + 1);

/** Where a good flag, a plausible amount or a frequent code matters to the rules; every other field draws evenly. */
const DRAWS: Readonly<Record<string, Draw>> = {
  bornOn: (random) =>
    `${1930 + random.below(86)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`,
  laborSkill: among('ordinary', 'ordinary', 'ordinary', 'skilled', 'weak', 'lost', 'none', 'none'),
  schoolStatus: among(
    ...Array.from({ length: 12 }, () => 'notAtSchool'),
    'primary',
    'primary',
    'grade7',
    'seniorHigh1',
  ),
  education: among('illiterate', 'primary', 'primary', 'juniorHigh', 'juniorHigh', 'seniorHigh'),
  hasResidentMedicalInsurance: share(0.98),
  hasEmployeeMedicalInsurance: share(0.1),
  isOutOfSchool: share(0.003),
  receivedMedicalAid: share(0.02),
  workMonths: among(0, 0, 0, 3, 6, 10, 12),
  netIncome: between(200_000, 4_000_000),
  netIncomePerHead: between(150_000, 900_000),
  wageIncome: between(0, 2_000_000),
  businessIncome: between(0, 1_500_000),
  businessExpense: between(0, 900_000),
  propertyIncome: between(0, 100_000),
  transferIncome: between(0, 500_000),
  dibaoGrant: between(0, 800_000),
  tekunGrant: between(0, 400_000),
  exitStatus: among('poor', 'exited', 'exited', 'exited', 'exitedWithoutSupport', 'returned'),
  povertyAttribute: among('generalPoor', 'generalPoor', 'dibaoPoor', 'dibao', 'tekunPoor'),
  size: between(1, 6),
  mainBusinesses: between(0, 3),
  skills: between(0, 3),
  isDangerousHouse: share(0.1),
  isRelocated: share(0.2),
  isHouseSafe: share(0.97),
  hasSafeWater: share(0.97),
  hasWaterDifficulty: share(0.1),
  hasEnoughFood: share(0.99),
  hasEnoughClothing: share(0.99),
  isElderCareAssured: share(0.97),
  livesInHarshConditions: share(0.1),
  wantsRelocation: share(0.2),
  wantsWork: share(0.4),
  needsTraining: share(0.3),
  distanceToMainRoad: between(0, 12_000),
  collectiveIncome: between(0, 20_000_000),
  ruralPopulation: between(800, 3_000),
  disposableIncomePerHead: between(500_000, 1_500_000),
};
const GOOD_FLAG = share(0.93);
/** Fields where a missing value is itself an answer: who has no disability has no category either. */
const OFTEN_EMPTY: Readonly<Record<string, number>> = {
  disabilityCategory: 0.9,
  disabilityGrade: 0.9,
  houseDangerLevel: 0.9,
};

/** 测速用的省: an invented province, county by county, with every column that `reads` names. */
export function inventProvince(schema: IndexedSchema, reads: ColumnReads, size: Size, unknown: number): FactColumns {
  const random = new Random(20_161_013);
  const villageEnds = spread(size.villages, size.counties, random);
  const householdEnds = spread(size.households, size.villages, random);
  const personEnds = cumulate(size.households, () => 1 + random.below(5) + (random.below(10) === 0 ? 1 : 0));
  const persons = personEnds[size.households - 1]!;
  const builder = new ColumnsBuilder(schema);
  const counts: Readonly<Record<string, number>> = {
    person: persons,
    household: size.households,
    village: size.villages,
  };
  for (const [name, wanted] of reads.tables) {
    const count = counts[name]!;
    const table = builder.table(wanted.entity, count);
    for (const { field, back } of wanted.columns) {
      const column = table.column(field.key, back);
      const draw = DRAWS[field.key] ?? evenly(field);
      const empty = unknown === 0 ? 0 : (OFTEN_EMPTY[field.key] ?? unknown);
      for (let row = 0; row < count; row++) {
        const value = draw(random);
        if (random.below(10_000) >= empty * 10_000) column.set(row, value);
      }
    }
    for (const back of wanted.present) table.present(back).fill(1);
    if (name === 'person') ageFrom(table, count, unknown, random);
    if (name === 'household') table.list('members', { starts: startsOf(personEnds) });
    if (name === 'village') table.list('registeredHouseholds', { starts: startsOf(householdEnds) });
  }
  let [village, household, person] = [0, 0, 0];
  for (const [index, end] of villageEnds.entries()) {
    const lastHousehold = householdEnds[end - 1] ?? 0;
    const lastPerson = personEnds[lastHousehold - 1] ?? 0;
    const ranges = {
      village: [village, end] as const,
      household: [household, lastHousehold] as const,
      person: [person, lastPerson] as const,
    };
    builder.segment(
      divisionChain((420_100 + index * 3) * 1_000_000),
      Object.fromEntries(Object.entries(ranges).filter(([name]) => reads.tables.has(name))),
    );
    [village, household, person] = [end, lastHousehold, lastPerson];
  }
  return builder.build();
}

/** As the program would make it from the birthday, so that every engine reads the same column. */
function ageFrom(table: TableBuilder, count: number, unknown: number, random: Random): void {
  const age = table.column('age');
  for (let row = 0; row < count; row++) if (random.below(10_000) >= unknown * 10_000) age.set(row, random.below(87));
}

function evenly(field: {
  readonly type: string;
  readonly low: number;
  readonly high: number;
  readonly codes?: readonly { key: string }[];
}): Draw {
  switch (field.type) {
    case 'boolean':
      return GOOD_FLAG;
    case 'code':
      return among(...field.codes!.map(({ key }) => key));
    default:
      return between(Math.max(0, field.low), Math.min(field.high, 1_000_000));
  }
}

/** The ends of `parts` portions of `total` things, no two alike and none empty. */
function spread(total: number, parts: number, random: Random): Uint32Array {
  const weights = Array.from({ length: parts }, () => 50 + random.below(101));
  const sum = weights.reduce((a, b) => a + b, 0);
  let before = 0;
  const ends = Uint32Array.from(weights, (weight) => {
    before += weight;
    return Math.round((before / sum) * total);
  });
  ends[parts - 1] = total;
  return ends;
}

function cumulate(count: number, next: () => number): Uint32Array {
  const ends = new Uint32Array(count);
  let end = 0;
  for (let row = 0; row < count; row++) {
    end += next();
    ends[row] = end;
  }
  return ends;
}

function startsOf(ends: Uint32Array): Uint32Array {
  const starts = new Uint32Array(new SharedArrayBuffer((ends.length + 1) * 4));
  starts.set(ends, 1);
  return starts;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % count;
  }
}
