import type { HandInput } from './hand-input.ts';

/** The yardstick where nothing is unknown: the same rules by hand, without a thought of missing values. */
export function judgePersons({ person, out, law, codes }: HandInput, from: number, to: number): void {
  const { age, laborSkill, schoolStatus, education, isOutOfSchool, hasResident, hasEmployee } = person;
  const { disabilityGrade, workMonths } = person;
  const { notAtSchool, juniorHigh, seniorHigh, ordinary, skilled, weak, firstGrade, secondGrade } = codes;
  const { studentAid, disabilityAid, workAid, mostWorkAid, schoolFrom, schoolTo, workFrom, workTo } = law;
  for (let i = from; i < to; i++) {
    const years = age[i]!;
    const school = schoolStatus[i]!;
    const skill = laborSkill[i]!;
    const learnt = education[i]!;
    const away = school === notAtSchool;
    const finished = learnt === juniorHigh || learnt === seniorHigh;
    out.schoolGap[i] =
      years >= schoolFrom && years <= schoolTo && (isOutOfSchool[i] === 1 || (away && !finished)) ? 1 : 0;
    out.insured[i] = hasResident[i] === 1 || hasEmployee[i] === 1 ? 1 : 0;
    out.able[i] = years >= workFrom && years <= workTo && (skill === ordinary || skill === skilled) && away ? 1 : 0;
    out.studentAid[i] = away ? 0 : 1;
    out.studentAidAmount[i] = away ? 0 : studentAid[school]!;
    // A category that nobody recorded means that there is none; in this province everybody has one.
    const grade = disabilityGrade[i]!;
    const severe = grade === firstGrade || grade === secondGrade;
    out.disabilityAid[i] = severe ? 1 : 0;
    out.disabilityAidAmount[i] = severe ? disabilityAid[grade]! : 0;
    out.workAid[i] =
      skill === ordinary || skill === skilled || skill === weak ? Math.min(workMonths[i]! * workAid, mostWorkAid) : 0;
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
    let capable = false;
    let schooled = true;
    let covered = true;
    let grants = 0;
    let works = 0;
    let insured = true;
    let gap = false;
    let someAble = false;
    let noneWorks = true;
    let someIll = false;
    for (let j = first; j < end; j++) {
      const skill = laborSkill[j]!;
      if (skill === ordinary || skill === skilled || skill === weak) capable = true;
      if (schooled) {
        const years = age[j]!;
        const excused = years < schoolFrom || years > schoolTo;
        const fine = excused || schoolStatus[j] !== notAtSchool || education[j] === juniorHigh;
        schooled = fine && isOutOfSchool[j] === 0;
      }
      if (hasResident[j] === 0 && hasEmployee[j] === 0) covered = false;
      grants += out.studentAidAmount[j]! + out.disabilityAidAmount[j]!;
      works += out.workAid[j]!;
      if (out.insured[j] === 0) insured = false;
      if (out.schoolGap[j] === 1) gap = true;
      if (out.able[j] === 1) someAble = true;
      if (workMonths[j] !== 0) noneWorks = false;
      if (receivedMedicalAid[j] === 1) someIll = true;
    }

    const perHead = h.netIncomePerHead[i]!;
    const before = h.netIncomePerHeadBefore[i]!;
    const development =
      perHead * provinceBefore > before * provinceNow &&
      perHead > line &&
      (!capable || (h.mainBusinesses[i]! >= law.leastBusinesses && h.skills[i]! >= law.leastSkills));
    const income =
      development || (guaranteed[h.povertyAttribute[i]!] === 1 && h.dibaoGrant[i]! + h.tekunGrant[i]! > line * count);
    out.exitHousehold[i] =
      income &&
      h.hasEnoughFood[i] === 1 &&
      h.hasEnoughClothing[i] === 1 &&
      schooled &&
      covered &&
      h.isHouseSafe[i] === 1 &&
      h.isElderCareAssured[i] === 1 &&
      h.hasSafeWater[i] === 1
        ? 1
        : 0;

    out.householdAid[i] = grants;
    out.householdWork[i] = works;
    out.allInsured[i] = insured && !gap ? 1 : 0;
    out.needsWork[i] = someAble && noneWorks && (h.wantsWork[i] === 1 || h.needsTraining[i] === 1) ? 1 : 0;
    const net = h.netIncome[i]!;
    // Of a household of nobody the income per head is unknown; this province has none.
    out.lowIncome[i] = perHead < line || Math.floor(net / h.size[i]!) < line ? 1 : 0;
    out.dibaoGap[i] = Math.max(0, dibao * count - net);
    const moved = h.isRelocated[i] === 1;
    const repair = h.isDangerousHouse[i] === 1 && !moved;
    out.houseRepair[i] = repair ? 1 : 0;
    out.houseRepairAmount[i] = repair ? houseAid[h.houseDangerLevel[i]!]! : 0;
    const road = h.accessRoadKind[i]!;
    out.relocation[i] =
      h.wantsRelocation[i] === 1 &&
      !moved &&
      (h.livesInHarshConditions[i] === 1 ||
        (h.hasWaterDifficulty[i] === 1 && h.hasSafeWater[i] === 0) ||
        ((road === dirt || road === gravel) && h.distanceToMainRoad[i]! > farthest))
        ? 1
        : 0;
    const status = h.exitStatus[i]!;
    const earned = h.wageIncome[i]! + h.businessIncome[i]! + h.propertyIncome[i]! + h.transferIncome[i]!;
    out.returnRisk[i] =
      ((status === exited || status === exitedWithoutSupport) && perHead < before) ||
      (perHead < line * 2 && someIll) ||
      h.businessExpense[i]! > earned
        ? 1
        : 0;
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
    let allExited = true;
    let ready = true;
    let poor = 0;
    let aid = 0;
    let insured = 0;
    for (let j = first; j < end; j++) {
      const status = h.exitStatus[j]!;
      if (status !== exited && status !== exitedWithoutSupport) allExited = false;
      if (out.exitHousehold[j] === 0) {
        if (status !== exitedWithoutSupport) ready = false;
        if (out.lowIncome[j] === 1) poor += h.size[j]!;
      }
      aid += out.householdAid[j]!;
      insured += out.allInsured[j]!;
    }
    const collective = v.collectiveIncome[i]!;
    let exit =
      allExited &&
      v.disposableIncomePerHead[i]! * 100 >= law.villageShare * law.provinceNow &&
      collective >= law.leastCollective &&
      collective > 0;
    for (const flag of flags) exit &&= flag[i] === 1;
    out.exitVillage[i] = exit ? 1 : 0;
    // Of a village without a household the sums are unknown; this province has none.
    out.villageIncidence[i] = poor * 100 <= law.mostIncidence * v.ruralPopulation[i]! ? 1 : 0;
    out.villageReady[i] = ready ? 1 : 0;
    out.villageAid[i] = aid;
    out.villageInsured[i] = insured * 100 >= law.leastInsured * (end - first) ? 1 : 0;
  }
}
