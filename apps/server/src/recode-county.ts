import { inOwnerTransaction } from '@daohu/db';
import { type Actor, rekeyAccounts } from '@daohu/domain/access';
import { rekeyAudit } from '@daohu/domain/audit';
import { recodeCounty as recodeDivisions } from '@daohu/domain/divisions';
import type { RecodeCounty, RecodeCountyRefusal } from '@daohu/domain/divisions/contract';
import { rekeyImports } from '@daohu/domain/exchange';
import type { RekeyImportsRefusal } from '@daohu/domain/exchange/contract';
import { type RecordsRekeyed, rekeyRegister } from '@daohu/domain/register';
import { rekeyStandards } from '@daohu/domain/standards';
import { done, isWithin, type Outcome, refuse } from '@daohu/kernel';
import { carryOut, type NotPermitted } from './run.ts';
import type { System } from './system.ts';

/** What went on under the new code. */
export interface CountyRekeyed extends RecordsRekeyed {
  readonly oldCounty: number;
  readonly newCounty: number;
  readonly on: string;
  readonly imports: number;
  readonly accounts: number;
}

/**
 * 县级代码变更 as one act: the codes, the records, their history, the imports, figures, settings and accounts of the
 * county, or none of them. It runs as owner, beyond row-level security, because reach itself is what it changes.
 */
export function recodeCounty(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  actor: Actor,
  input: RecodeCounty,
): Promise<Outcome<CountyRekeyed, RecodeCountyRefusal | RekeyImportsRefusal | NotPermitted>> {
  return inOwnerTransaction(database, clock, actor, (work) =>
    carryOut<CountyRekeyed, RecodeCountyRefusal | RekeyImportsRefusal>(
      work,
      'divisions.recodeCounty',
      { ...input },
      async ({ db, today }) => {
        // A county beyond reach is not there, on either side of the change.
        if (!isWithin(input.from, actor) || !isWithin(input.to, actor)) {
          return refuse({ code: 'county-not-live', from: input.from });
        }
        if (input.on > today) return refuse({ code: 'recode-not-in-force', on: input.on });
        const recoded = await recodeDivisions(db, input);
        if (!recoded.ok) return recoded;
        const { event: _event, ...recode } = recoded.value;
        const imports = await rekeyImports(db, recoded.value);
        if (!imports.ok) return imports;
        const accounts = await rekeyAccounts(db, recoded.value);
        await rekeyAudit(db, recoded.value);
        await rekeyStandards(db, recoded.value);
        const records = await rekeyRegister(db, recoded.value);
        return done({ ...recode, ...records, ...imports.value, accounts });
      },
    ),
  );
}
