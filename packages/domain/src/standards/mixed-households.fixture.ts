import { type LeavingHousehold, LIULIN_VILLAGE, SHIQIAO_VILLAGE } from '@daohu/testkit';
import fc from 'fast-check';
import { LINJIANG_DISTRICT } from '../divisions/index.ts';

/** Households with a value changed or missing here and there, the same ones in every run. */
export const MIXED_HOUSEHOLDS = fc
  .sample(
    fc.record({
      netIncomePerHead: fc.option(fc.integer({ min: 200_000, max: 600_000 })),
      incomeBefore: fc.option(fc.integer({ min: 150_000, max: 500_000 })),
      village: fc.constantFrom(SHIQIAO_VILLAGE, LIULIN_VILLAGE, LINJIANG_DISTRICT + 100_201),
      yearly: fc.record(
        {
          povertyAttribute: fc.option(fc.constantFrom('generalPoor', 'dibaoPoor', 'tekunPoor')),
          dibaoGrant: fc.option(fc.integer({ min: 0, max: 1_200_000 })),
          skills: fc.option(fc.integer({ min: 0, max: 2 })),
          mainBusinesses: fc.option(fc.integer({ min: 0, max: 2 })),
          hasEnoughFood: fc.option(fc.boolean()),
          isHouseSafe: fc.option(fc.boolean()),
          isDangerousHouse: fc.option(fc.boolean()),
          hasSafeWater: fc.option(fc.boolean()),
          wantsWork: fc.option(fc.boolean()),
          isPovertyPassingCut: fc.option(fc.boolean()),
        },
        { requiredKeys: [] },
      ),
      members: fc.array(
        fc.record({
          name: fc.constantFrom('王石头', '李山花', '赵春生'),
          identity: fc.record({ bornOn: fc.option(fc.constantFrom('1950-01-01', '1980-07-15', '2007-12-31')) }),
          yearly: fc.record({
            laborSkill: fc.option(fc.constantFrom('ordinary', 'skilled', 'lost', 'none')),
            schoolStatus: fc.option(fc.constantFrom('notAtSchool', 'primary')),
            education: fc.option(fc.constantFrom('primary', 'juniorHigh')),
            hasResidentMedicalInsurance: fc.option(fc.boolean()),
          }),
        }),
        { maxLength: 4 },
      ),
    }),
    { numRuns: 60, seed: 20_161_231 },
  )
  .map((household, at): LeavingHousehold => ({ ...household, no: `R-${at}` }));
