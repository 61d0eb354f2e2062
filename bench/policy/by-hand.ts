import type { HandInput } from './hand-input.ts';

/**
 * The yardstick: the rules of the bench written by hand over the same columns, as a programmer would who knows them by
 * heart. One fused loop per entity; a branch ends the search as soon as the answer is decided; nothing is looked up
 * twice. Here with unknown values; `by-hand-known.ts` is the same where everything is known.
 *
 * 0 no, 1 yes, 2 unknown. Numbers are unknown at 255, the least int32 or NaN, by the kind of their array.
 */
const NONE = -2_147_483_648;
const BYTE = 255;

function or(a: number, b: number): number {
  return a === 1 || b === 1 ? 1 : a === 2 || b === 2 ? 2 : 0;
}
function and(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a === 2 || b === 2 ? 2 : 1;
}
function not(a: number): number {
  return a === 2 ? 2 : 1 - a;
}

export function judgePersons({ person, out, law, codes }: HandInput, from: number, to: number): void {
  const { age, laborSkill, schoolStatus, education, isOutOfSchool, hasResident, hasEmployee } = person;
  const { disabilityCategory, disabilityGrade, workMonths } = person;
  const { notAtSchool, juniorHigh, seniorHigh, ordinary, skilled, weak, firstGrade, secondGrade } = codes;
  const { studentAid, disabilityAid, workAid, mostWorkAid, schoolFrom, schoolTo, workFrom, workTo } = law;
  for (let i = from; i < to; i++) {
    const years = age[i]!;
    const school = schoolStatus[i]!;
    const skill = laborSkill[i]!;

    const ofSchoolAge = years === BYTE ? 2 : years >= schoolFrom && years <= schoolTo ? 1 : 0;
    let gap = 0;
    if (ofSchoolAge !== 0) {
      const learnt = education[i]!;
      const finished = learnt === BYTE ? 2 : learnt === juniorHigh || learnt === seniorHigh ? 1 : 0;
      const away = school === BYTE ? 2 : school === notAtSchool ? 1 : 0;
      gap = and(ofSchoolAge, or(isOutOfSchool[i]!, and(away, not(finished))));
    }
    out.schoolGap[i] = gap;

    out.insured[i] = or(hasResident[i]!, hasEmployee[i]!);

    let able = years === BYTE ? 2 : years >= workFrom && years <= workTo ? 1 : 0;
    if (able !== 0) able = and(able, skill === BYTE ? 2 : skill === ordinary || skill === skilled ? 1 : 0);
    if (able !== 0) able = and(able, school === BYTE ? 2 : school === notAtSchool ? 1 : 0);
    out.able[i] = able;

    if (school === BYTE) {
      out.studentAid[i] = 2;
      out.studentAidAmount[i] = Number.NaN;
    } else if (school === notAtSchool) {
      out.studentAid[i] = 0;
      out.studentAidAmount[i] = 0;
    } else {
      out.studentAid[i] = 1;
      out.studentAidAmount[i] = studentAid[school]!;
    }

    const grade = disabilityGrade[i]!;
    if (disabilityCategory[i] === BYTE) {
      out.disabilityAid[i] = 0;
      out.disabilityAidAmount[i] = 0;
    } else if (grade === BYTE) {
      out.disabilityAid[i] = 2;
      out.disabilityAidAmount[i] = Number.NaN;
    } else if (grade === firstGrade || grade === secondGrade) {
      out.disabilityAid[i] = 1;
      out.disabilityAidAmount[i] = disabilityAid[grade]!;
    } else {
      out.disabilityAid[i] = 0;
      out.disabilityAidAmount[i] = 0;
    }

    const months = workMonths[i]!;
    if (skill === BYTE) out.workAid[i] = Number.NaN;
    else if (skill !== ordinary && skill !== skilled && skill !== weak) out.workAid[i] = 0;
    else out.workAid[i] = months === BYTE ? Number.NaN : Math.min(months * workAid, mostWorkAid);
  }
}

export function judgeHouseholds({ person, household: h, out, law, codes }: HandInput, from: number, to: number): void {
  const { members } = h;
  const { age, laborSkill, schoolStatus, education, isOutOfSchool, hasResident, hasEmployee, workMonths } = person;
  const { receivedMedicalAid } = person;
  const { notAtSchool, juniorHigh, ordinary, skilled, weak, dirt, gravel, exited, exitedWithoutSupport } = codes;
  const { guaranteed } = codes;
  const { line, provinceNow, provinceBefore, schoolFrom, schoolTo, dibao, houseAid, farthest } = law;
  for (let i = from; i < to; i++) {
    const first = members[i]!;
    const end = members[i + 1]!;
    const count = end - first;

    let capable = 0;
    let schooled = 1;
    let covered = 1;
    let grants = 0;
    let works = 0;
    let insured = 1;
    let gap = 0;
    let someAble = 0;
    let noneWorks = 1;
    let someIll = 0;
    for (let j = first; j < end; j++) {
      const skill = laborSkill[j]!;
      if (capable !== 1) {
        if (skill === BYTE) capable = 2;
        else if (skill === ordinary || skill === skilled || skill === weak) capable = 1;
      }
      if (schooled !== 0) {
        const years = age[j]!;
        const ofAge = years === BYTE ? 2 : years >= schoolFrom && years <= schoolTo ? 1 : 0;
        let fine = 1;
        if (ofAge !== 0) {
          const school = schoolStatus[j]!;
          const learnt = education[j]!;
          const there = school === BYTE ? 2 : school === notAtSchool ? 0 : 1;
          fine = or(or(not(ofAge), there), learnt === BYTE ? 2 : learnt === juniorHigh ? 1 : 0);
        }
        schooled = and(schooled, isOutOfSchool[j] === 1 ? 0 : fine);
      }
      if (covered !== 0) covered = and(covered, or(hasResident[j]!, hasEmployee[j]!));
      grants += out.studentAidAmount[j]! + out.disabilityAidAmount[j]!;
      works += out.workAid[j]!;
      insured = and(insured, out.insured[j]!);
      gap = or(gap, out.schoolGap[j]!);
      someAble = or(someAble, out.able[j]!);
      if (noneWorks !== 0) {
        const months = workMonths[j]!;
        if (months === BYTE) noneWorks = 2;
        else if (months !== 0) noneWorks = 0;
      }
      someIll = or(someIll, receivedMedicalAid[j]!);
    }
    if (count === 0) {
      grants = Number.NaN;
      works = Number.NaN;
    }

    const perHead = h.netIncomePerHead[i]!;
    const before = h.netIncomePerHeadBefore[i]!;
    const aboveLine = perHead === NONE ? 2 : perHead > line ? 1 : 0;
    const grew = perHead === NONE || before === NONE ? 2 : perHead * provinceBefore > before * provinceNow ? 1 : 0;
    let development = and(grew, aboveLine);
    if (development !== 0 && capable !== 0) {
      const businesses = h.mainBusinesses[i]!;
      const skills = h.skills[i]!;
      const needed = not(capable);
      development = and(development, or(needed, businesses === BYTE ? 2 : businesses >= law.leastBusinesses ? 1 : 0));
      development = and(development, or(needed, skills === BYTE ? 2 : skills >= law.leastSkills ? 1 : 0));
    }
    let income = development;
    if (income !== 1) {
      const attribute = h.povertyAttribute[i]!;
      const applies = attribute === BYTE ? 2 : guaranteed[attribute]!;
      if (applies !== 0) {
        const a = h.dibaoGrant[i]!;
        const b = h.tekunGrant[i]!;
        income = or(income, and(applies, a === NONE || b === NONE ? 2 : a + b > line * count ? 1 : 0));
      }
    }
    let exit = income;
    if (exit !== 0) exit = and(exit, h.hasEnoughFood[i]!);
    if (exit !== 0) exit = and(exit, h.hasEnoughClothing[i]!);
    if (exit !== 0) exit = and(exit, schooled);
    if (exit !== 0) exit = and(exit, covered);
    if (exit !== 0) {
      const safe = h.isHouseSafe[i]!;
      exit = and(exit, safe === 2 ? not(h.isDangerousHouse[i]!) : safe);
    }
    if (exit !== 0) exit = and(exit, h.isElderCareAssured[i]!);
    if (exit !== 0) exit = and(exit, h.hasSafeWater[i]!);
    out.exitHousehold[i] = exit;

    out.householdAid[i] = grants;
    out.householdWork[i] = works;
    out.allInsured[i] = and(insured, not(gap));

    out.needsWork[i] = and(and(someAble, noneWorks), or(h.wantsWork[i]!, h.needsTraining[i]!));

    const net = h.netIncome[i]!;
    const size = h.size[i]!;
    let low = perHead === NONE ? 2 : perHead < line ? 1 : 0;
    if (low !== 1)
      low = or(low, net === NONE || size === BYTE || size === 0 ? 2 : Math.floor(net / size) < line ? 1 : 0);
    out.lowIncome[i] = low;

    out.dibaoGap[i] = net === NONE ? Number.NaN : Math.max(0, dibao * count - net);

    const moved = h.isRelocated[i]!;
    const repair = and(h.isDangerousHouse[i]!, not(moved));
    out.houseRepair[i] = repair;
    const danger = h.houseDangerLevel[i]!;
    out.houseRepairAmount[i] = repair === 0 ? 0 : repair === 2 || danger === BYTE ? Number.NaN : houseAid[danger]!;

    let move = and(h.wantsRelocation[i]!, not(moved));
    if (move !== 0) {
      let why = or(h.livesInHarshConditions[i]!, and(h.hasWaterDifficulty[i]!, not(h.hasSafeWater[i]!)));
      if (why !== 1) {
        const road = h.accessRoadKind[i]!;
        const far = h.distanceToMainRoad[i]!;
        const rough = road === BYTE ? 2 : road === dirt || road === gravel ? 1 : 0;
        why = or(why, and(rough, far === NONE ? 2 : far > farthest ? 1 : 0));
      }
      move = and(move, why);
    }
    out.relocation[i] = move;

    const status = h.exitStatus[i]!;
    const left = status === BYTE ? 2 : status === exited || status === exitedWithoutSupport ? 1 : 0;
    let risk = and(left, perHead === NONE || before === NONE ? 2 : perHead < before ? 1 : 0);
    if (risk !== 1) risk = or(risk, and(perHead === NONE ? 2 : perHead < line * 2 ? 1 : 0, someIll));
    if (risk !== 1) {
      const [w, b, p, t] = [h.wageIncome[i]!, h.businessIncome[i]!, h.propertyIncome[i]!, h.transferIncome[i]!];
      const spent = h.businessExpense[i]!;
      const known = w !== NONE && b !== NONE && p !== NONE && t !== NONE && spent !== NONE;
      risk = or(risk, known ? (spent > w + b + p + t ? 1 : 0) : 2);
    }
    out.returnRisk[i] = risk;
  }
}

export function judgeVillages(
  { household: h, village: v, out, law, codes }: HandInput,
  from: number,
  to: number,
): void {
  const { households, flags } = v;
  const { exited, exitedWithoutSupport } = codes;
  for (let i = from; i < to; i++) {
    const first = households[i]!;
    const end = households[i + 1]!;
    let allExited = 1;
    let ready = 1;
    let poor = 0;
    let aid = 0;
    let insured = 0;
    for (let j = first; j < end; j++) {
      const status = h.exitStatus[j]!;
      const canExit = out.exitHousehold[j]!;
      allExited = and(allExited, status === BYTE ? 2 : status === exited || status === exitedWithoutSupport ? 1 : 0);
      ready = and(ready, or(canExit, status === BYTE ? 2 : status === exitedWithoutSupport ? 1 : 0));
      const isPoor = and(out.lowIncome[j]!, not(canExit));
      const size = h.size[j]!;
      poor += isPoor === 0 ? 0 : isPoor === 2 || size === BYTE ? Number.NaN : size;
      aid += out.householdAid[j]!;
      const all = out.allInsured[j]!;
      insured += all === 2 ? Number.NaN : all;
    }
    const empty = first === end;

    let exit = allExited;
    const mean = v.disposableIncomePerHead[i]!;
    const collective = v.collectiveIncome[i]!;
    exit = and(exit, mean === NONE ? 2 : mean * 100 >= law.villageShare * law.provinceNow ? 1 : 0);
    exit = and(exit, Number.isNaN(collective) ? 2 : collective >= law.leastCollective && collective > 0 ? 1 : 0);
    for (const flag of flags) exit = and(exit, flag[i]!);
    out.exitVillage[i] = exit;

    const rural = v.ruralPopulation[i]!;
    if (empty || Number.isNaN(poor) || rural === NONE) out.villageIncidence[i] = 2;
    else out.villageIncidence[i] = poor * 100 <= law.mostIncidence * rural ? 1 : 0;
    out.villageReady[i] = ready;
    out.villageAid[i] = empty ? Number.NaN : aid;
    if (empty || Number.isNaN(insured)) out.villageInsured[i] = 2;
    else out.villageInsured[i] = insured * 100 >= law.leastInsured * (end - first) ? 1 : 0;
  }
}
