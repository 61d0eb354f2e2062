import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchesOf, type VillageToJudge } from './divide-work.ts';

const BEGUN = { asked: '2017-05-31', year: 2017, judgedFor: '2017-05-31', basis: 'asked-year' } as const;
const BEFORE = { asked: '2017-05-31', year: 2016, judgedFor: '2016-12-31', basis: 'year-before' } as const;

const villages = fc
  .uniqueArray(
    fc.record({
      county: fc.integer({ min: 999_901, max: 999_903 }),
      place: fc.integer({ min: 100_201, max: 100_260 }),
      households: fc.integer({ min: 0, max: 1_500 }),
      judged: fc.constantFrom(BEGUN, BEFORE),
    }),
    { selector: ({ county, place }) => `${county}${place}`, maxLength: 60 },
  )
  .map((rows) =>
    rows
      .map(
        ({ county, place, households, judged }): VillageToJudge => ({
          division: county * 1_000_000 + place,
          households,
          judged,
        }),
      )
      .sort((one, other) => one.division - other.division),
  );

test('every village is in one batch, with villages of its own county and year and no others in between', () => {
  fc.assert(
    fc.property(villages, (all) => {
      const batches = batchesOf(all);
      expect(batches.flatMap((batch) => batch.villages)).toEqual(all);
      for (const { range, judged, countyCode, villages: own } of batches) {
        const between = all.filter(({ division }) => division >= range.low && division <= range.high);
        expect(between).toEqual(own);
        expect(own.every((village) => village.judged === judged)).toBe(true);
        expect(own.every(({ division }) => Math.floor(division / 1_000_000) === countyCode)).toBe(true);
      }
    }),
  );
});

test('a batch holds a thousand households at most, unless one village alone has more', () => {
  fc.assert(
    fc.property(villages, (all) => {
      for (const { households, villages: own } of batchesOf(all)) {
        if (own.length > 1) expect(households).toBeLessThanOrEqual(1_000);
      }
    }),
  );
});
