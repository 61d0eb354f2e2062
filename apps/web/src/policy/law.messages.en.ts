import type { lawZhCn } from './law.messages.zh-cn.ts';

export const lawEn: typeof lawZhCn = {
  sections: 'Policy',
  packs: 'Policy packs',
  compare: 'Compare',
  loading: 'Reading…',
  stated: 'stated in the document',
  assumed: 'day in force assumed',
  openEnded: 'on',
  fromUntil: (from, until) => `${from} to ${until}`,
  from: (day) => `from ${day}`,
  kinds: {
    criterion: 'criterion',
    quantity: 'quantity',
    entitlement: 'entitlement',
    check: 'check',
    formula: 'formula',
  },
  subjects: {
    household: 'household',
    person: 'person',
    village: 'village',
    county: 'county',
    city: 'city',
    province: 'province',
    nation: 'nation',
  },
  aim: 'aim',
  yes: 'yes',
  no: 'no',
  none: 'none',
  path: 'Where you are',
};
