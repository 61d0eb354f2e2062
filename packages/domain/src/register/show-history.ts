import type { Work } from '@daohu/db';
import { databaseColumns } from '@daohu/dictionary';
import { countyOf, done, type Outcome, refuse, yearOf } from '@daohu/kernel';
import { findFormerCounties } from '../divisions/index.ts';
import { itemsOfTable, registerTables } from './columns.ts';
import type { HistoryEntry, RegisterRefusal, ShowHousehold } from './contract.ts';
import { itemText } from './item-text.ts';
import { COUNTY_RECODED, HIGHER_OFFICE, historyColumnLabels, SENSITIVE_CHANGED } from './labels.zh-cn.ts';
import { findHouseholdKey } from './read-household.ts';
import { type RecordedChange, selectHouseholdChanges, selectSignatures } from './store/history.ts';
import { selectHousehold, selectMembersEver } from './store/household-record.ts';

/** 变更历史 of a household and of everybody who ever was its member, newest first. */
export async function showHistory(
  work: Work,
  { countyCode, householdId }: Pick<ShowHousehold, 'countyCode' | 'householdId'>,
): Promise<Outcome<HistoryEntry[], RegisterRefusal>> {
  const key = await findHouseholdKey(work, { countyCode, id: householdId });
  const household = key && (await selectHousehold(work.db, key));
  if (!key || !household) return refuse({ code: 'household-not-found' });
  const persons = await selectMembersEver(work.db, key);
  const changes = await selectHouseholdChanges(
    work.db,
    key.countyCode,
    key.id,
    persons.map((person) => person.personId),
  );
  const names = new Map(persons.map((person) => [person.personId, person.name]));
  const signatures = await selectSignatures(work.db, [...new Set(changes.map((change) => change.act))]);
  const thisYear = yearOf(work.today);
  const entries = changes.map((change): HistoryEntry => {
    const { entity } = registerTables[change.table];
    const signature = signatures.get(change.act);
    return {
      at: change.at.toISOString(),
      act: change.act,
      accountName: signature?.accountName ?? HIGHER_OFFICE,
      command: signature?.command ?? '',
      entity,
      subject: entity === 'person' ? (names.get(change.recordId) ?? '') : String(household.household_no),
      year: change.year,
      kind: kindOf(change),
      changes: changedItems(change, change.year ?? thisYear),
    };
  });
  // A value that was only encrypted anew leaves nothing to show.
  const told = entries.filter((entry) => entry.kind !== 'changed' || entry.changes.length > 0);
  const recodes = await recodesSince(work, key.countyCode, changes.at(-1)?.at, String(household.household_no));
  return done([...told, ...recodes].sort((one, other) => other.act - one.act));
}

/** 县级代码变更 stands once for the whole county; a household that was on record then shows it among its own changes. */
async function recodesSince(
  work: Work,
  countyCode: number,
  since: Date | undefined,
  subject: string,
): Promise<HistoryEntry[]> {
  const recodes = (await findFormerCounties(work.db, countyCode * 1_000_000)).filter(
    ({ recordedAt }) => since !== undefined && recordedAt >= since,
  );
  const signatures = await selectSignatures(
    work.db,
    recodes.map(({ act }) => act),
  );
  return recodes.map(({ act, recordedAt, oldCode, oldName, newCode, newName }) => ({
    at: recordedAt.toISOString(),
    act,
    accountName: signatures.get(act)?.accountName ?? HIGHER_OFFICE,
    command: 'divisions.recodeCounty',
    entity: 'household',
    subject,
    year: null,
    kind: 'changed',
    changes: [
      {
        item: 'household.county_code',
        nameZh: COUNTY_RECODED,
        before: `${oldName}（${countyOf(oldCode)}）`,
        after: `${newName}（${countyOf(newCode)}）`,
      },
    ],
  }));
}

function kindOf({ kind, before, after }: RecordedChange): HistoryEntry['kind'] {
  if (kind === 'created') return 'created';
  if (before && 'retired_act' in before) return after?.retired_act === null ? 'restored' : 'retired';
  return 'changed';
}

function changedItems({ table, before, after }: RecordedChange, year: number): HistoryEntry['changes'] {
  if (!before || !after) return [];
  const named = itemsOfTable(table).flatMap((item) => {
    const column = databaseColumns(item).at(-1)?.name ?? item.column;
    if (!(column in after)) return [];
    const side = (value: unknown) =>
      item.sensitivity === 'sensitive' ? sealedText(value) : itemText(item, value, year);
    return [{ item: item.id, nameZh: item.nameZh, before: side(before[column]), after: side(after[column]) }];
  });
  const entity = registerTables[table].entity;
  const others = Object.entries(historyColumnLabels).flatMap(([column, nameZh]) =>
    column in after
      ? [{ item: `${entity}.${column}`, nameZh, before: plain(before[column]), after: plain(after[column]) }]
      : [],
  );
  return [...named, ...others];
}

function sealedText(value: unknown): string | null {
  return value === null || value === undefined ? null : SENSITIVE_CHANGED;
}

function plain(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
