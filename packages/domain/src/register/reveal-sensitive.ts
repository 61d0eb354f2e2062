import type { Work } from '@daohu/db';
import { findItem } from '@daohu/dictionary';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { RegisterRefusal, Revealed, RevealSensitive } from './contract.ts';
import { recodedKey } from './read-household.ts';
import { type RecordKey, selectSealed } from './store/household-record.ts';

/** 查看敏感信息: opens one value. The audit entry of the command says who looked at whose item, never the value. */
export async function revealSensitive(work: Work, input: RevealSensitive): Promise<Outcome<Revealed, RegisterRefusal>> {
  const item = findItem(`${input.entity}.${input.field}`);
  if (item?.sensitivity !== 'sensitive') return refuse({ code: 'item-not-sensitive', field: input.field });
  const sealed = (key: RecordKey | null) => key && selectSealed(work.db, input.entity, item, key, input.year);
  const found = (await sealed(input)) ?? (await sealed(await recodedKey(work, input)));
  if (!found) return refuse({ code: input.entity === 'household' ? 'household-not-found' : 'person-not-found' });
  if (!found.sealed) return refuse({ code: 'nothing-recorded', field: input.field });
  return done({ value: work.cipher.decrypt(found.sealed) });
}
