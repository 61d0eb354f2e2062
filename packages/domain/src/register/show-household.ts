import type { Work } from '@daohu/db';
import { getCodeList } from '@daohu/dictionary';
import { calendarDate, done, type Outcome, refuse } from '@daohu/kernel';
import { itemsOfTable, masked, type Opening, rowToItems } from './columns.ts';
import type { HouseholdDetail, Member, RegisterRefusal, ShowHousehold } from './contract.ts';
import { placeOf } from './place.ts';
import { findHouseholdKey, readHousehold, readHouseholdAsOf } from './read-household.ts';
import type { MemberRows } from './store/household-record.ts';

/** 一户一档: one household in one year, now or as it stood at the end of a day. Sensitive values come masked. */
export async function showHousehold(
  work: Work,
  { countyCode, householdId, year, asOf }: ShowHousehold,
): Promise<Outcome<HouseholdDetail, RegisterRefusal>> {
  const key = await findHouseholdKey(work, { countyCode, id: householdId });
  if (!key) return refuse({ code: 'household-not-found' });
  const record = asOf
    ? await readHouseholdAsOf(work.db, key, year, calendarDate(asOf))
    : await readHousehold(work.db, key, year);
  if (!record) return refuse({ code: 'household-not-found' });

  const opening = masked(work.cipher);
  const division = Number(record.yearly.division);
  return done({
    countyCode: key.countyCode,
    householdId: key.id,
    householdNo: String(record.identity.household_no),
    division,
    place: await placeOf(work.db, division),
    year: record.year,
    years: [...record.years],
    asOf: asOf ?? null,
    retired: record.identity.retired_act !== null,
    identity: rowToItems(itemsOfTable('household'), record.identity, opening),
    yearly: rowToItems(itemsOfTable('household_year'), record.yearly, opening),
    members: record.members.map((member) => memberOf(member, opening)).sort(inFamilyOrder),
  });
}

function memberOf({ personId, identity, yearly }: MemberRows, opening: Opening): Member {
  const items = rowToItems(itemsOfTable('person'), identity, opening);
  return {
    personId,
    name: String(identity.name ?? ''),
    idNumberMasked: (items.idNumber as string | null) ?? null,
    identity: items,
    yearly: rowToItems(itemsOfTable('person_year'), yearly, opening),
  };
}

const RELATIONS = new Map(getCodeList('relation').values.map(({ key }, at) => [key, at]));

/** 户主 first, then as the list of relations goes, the elder first. */
function inFamilyOrder(one: Member, other: Member): number {
  const place = (member: Member) => RELATIONS.get(String(member.yearly.relation)) ?? RELATIONS.size;
  const born = (member: Member) => String(member.identity.bornOn ?? '9999');
  return place(one) - place(other) || born(one).localeCompare(born(other)) || one.personId - other.personId;
}
