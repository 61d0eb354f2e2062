import { isOut, type Standing } from './household-year.ts';
import type { InventedHouseholdYear, Values } from './invented-household.ts';
import { randomOf } from './random.ts';

/** Sums over a village's registered households, kept while they pass by. */
export interface VillageSums {
  poorHouseholds: number;
  poorPersons: number;
  registeredHouseholds: number;
  registeredPersons: number;
  dibaoHouseholds: number;
  dibaoPersons: number;
  tekunHouseholds: number;
  tekunPersons: number;
  disabledPersons: number;
  withoutSafeWater: number;
  dangerousHouses: number;
  migrants: number;
  minority: number;
}

export function emptySums(): VillageSums {
  return {
    poorHouseholds: 0,
    poorPersons: 0,
    registeredHouseholds: 0,
    registeredPersons: 0,
    dibaoHouseholds: 0,
    dibaoPersons: 0,
    tekunHouseholds: 0,
    tekunPersons: 0,
    disabledPersons: 0,
    withoutSafeWater: 0,
    dangerousHouses: 0,
    migrants: 0,
    minority: 0,
  };
}

export function addToSums(sums: VillageSums, { household, members }: InventedHouseholdYear): void {
  const persons = members.length;
  sums.registeredHouseholds++;
  sums.registeredPersons += persons;
  if (!isOut(household.exitStatus as Standing)) {
    sums.poorHouseholds++;
    sums.poorPersons += persons;
  }
  const isTekun = members.some((member) => member.yearly.isTekun === true);
  const isDibao = members.some((member) => member.yearly.isDibao === true);
  if (isTekun) sums.tekunHouseholds++;
  if (isDibao) sums.dibaoHouseholds++;
  for (const { person, yearly } of members) {
    if (yearly.isTekun === true) sums.tekunPersons++;
    if (yearly.isDibao === true) sums.dibaoPersons++;
    if (yearly.disabilityCategory !== null) sums.disabledPersons++;
    if (Number(yearly.workMonths) > 0) sums.migrants++;
    if (person.identity.ethnicity !== 'han') sums.minority++;
  }
  if (household.hasSafeWater === false) sums.withoutSafeWater++;
  if (household.isDangerousHouse === true) sums.dangerousHouses++;
}

/**
 * 行政村 in one year: its registered households as they add up, in the midst of an invented village of believable size.
 * A poor village leaves the list in a year of its own, after which its services are all there.
 */
export function villageYear(seed: number, division: number, year: number, sums: VillageSums): Values {
  const random = randomOf(seed, division, 4);
  const size = random.between(180, 640);
  const households = Math.max(size, Math.ceil(sums.registeredHouseholds * (1.6 + 2.4 * random.next())));
  const population = Math.round(households * (3.1 + 0.6 * random.next()));
  const isPoorVillage = random.chance(0.22);
  const exitYear = random.weighted([
    [2016, 3],
    [2017, 5],
    [2018, 5],
    [2019, 4],
    [2020, 1],
  ] as const);
  const hasExited = isPoorVillage && year >= exitYear;
  const isSound = hasExited || (!isPoorVillage && random.chance(0.85));
  const grown = Math.max(0, year - 2014);
  const collective = random.between(5, 60) * 1_000 + grown * random.between(2, 12) * 1_000 + (hasExited ? 50_000 : 0);
  const perHead = 7_200 + random.between(0, 3_600) + grown * 900;
  const workers = Math.round(population * 0.58);
  return {
    households,
    hamlets: random.between(4, 14),
    poorHouseholds: sums.poorHouseholds,
    dibaoHouseholds: sums.dibaoHouseholds,
    tekunHouseholds: sums.tekunHouseholds,
    population,
    poorPersons: sums.poorPersons,
    dibaoPersons: sums.dibaoPersons,
    tekunPersons: sums.tekunPersons,
    minorityPersons: Math.min(
      population,
      Math.round((sums.minority / Math.max(1, sums.registeredPersons)) * population),
    ),
    women: Math.round(population * 0.478),
    disabledPersons: sums.disabledPersons + Math.round(population * 0.02),
    workers,
    migrantWorkers: Math.min(workers, sums.migrants + Math.round(population * 0.2)),
    partyMembers: random.between(18, 65),
    graduateOfficials: random.between(0, 1),
    cultivatedLand: households * random.between(250, 600),
    forestLand: households * random.between(100, 1_500),
    netIncomePerHead: perHead * 100,
    disposableIncomePerHead: perHead * 100,
    collectiveIncome: collective * 100,
    ncmsPersons: Math.round(population * 0.985),
    residentPensionPersons: Math.round(population * 0.64),
    hasBus: isSound || random.chance(0.6),
    hasPavedRoadToTownship: isSound || random.chance(0.7),
    householdsWithoutSafeWater: sums.withoutSafeWater,
    householdsWithWaterDifficulty: sums.withoutSafeWater,
    dangerousHouseHouseholds: sums.dangerousHouses,
    cooperatives: random.between(0, 3),
    primarySchools: random.chance(0.35) ? 1 : 0,
    clinics: isSound ? 1 : random.between(0, 1),
    publicToilets: random.between(0, 3),
    doctors: isSound ? random.between(1, 2) : random.between(0, 1),
    refusePoints: random.between(1, 9),
    cultureRooms: isSound ? 1 : random.between(0, 1),
    broadbandHouseholds: Math.round(households * Math.min(0.95, 0.25 + 0.1 * grown)),
    isPoorVillage,
    hasExited: isPoorVillage ? hasExited : null,
    exitYear: hasExited ? exitYear : null,
    ruralPopulation: population,
    isInfrastructureSound: isSound,
    haveConditionsImproved: isSound,
    areServicesAtLevel: isSound,
    areProminentProblemsSolved: isSound,
    hasLeadingIndustry: isSound,
    hasServiceCentre: isSound,
    hasSchoolHealthCulture: isSound,
    hasHardenedRoad: isSound,
    hasPipedSafeWater: isSound && sums.withoutSafeWater === 0,
    hasSafePowerGrid: true,
    hasHouseholdCable: isSound,
    hasCleanEnergy: isSound,
    doesKindergartenSuffice: isSound,
    areSchoolsStandardised: isSound,
  };
}
