/** The map of `HOUSE-STYLE`, as the check reads it: who may import whom. A package reads from the left only. */
export const MAY_READ: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  dictionary: ['kernel'],
  policy: ['kernel'],
  workflow: ['kernel'],
  ledger: ['kernel'],
  sheets: ['kernel'],
  db: ['kernel'],
  domain: ['kernel', 'dictionary', 'policy', 'workflow', 'ledger', 'sheets', 'db'],
  ui: ['kernel', 'dictionary', 'domain'],
  synth: ['kernel', 'dictionary', 'sheets', 'db', 'domain'],
  testkit: ['kernel', 'dictionary', 'policy', 'workflow', 'ledger', 'sheets', 'db', 'domain'],
  server: ['kernel', 'dictionary', 'policy', 'workflow', 'ledger', 'sheets', 'db', 'domain', 'synth'],
  cli: ['kernel', 'dictionary', 'policy', 'workflow', 'ledger', 'sheets', 'db', 'domain', 'synth', 'server'],
  web: ['kernel', 'dictionary', 'domain', 'ui'],
  portal: ['kernel', 'domain', 'ui'],
};

/** Know no machine, because browsers read them. The engine `sheets` is pure but reads files with Node. */
export const WITHOUT_NODE: readonly string[] = [
  'kernel',
  'dictionary',
  'policy',
  'workflow',
  'ledger',
  'ui',
  'web',
  'portal',
];

/** The one folder in which such a package may use Node; the rest of the package does not read it. */
export const NODE_ROOM: Readonly<Record<string, string>> = { policy: 'packages/policy/src/node/' };

/** Run in a browser: from `domain` they read contracts and labels only. */
export const BROWSERS: readonly string[] = ['ui', 'web', 'portal'];

/** What a contract may rest on beside its own noun: it is read by browsers. */
export const CONTRACT_MAY_READ: readonly string[] = ['kernel', 'dictionary'];

/** The one noun the public site speaks to. */
export const PORTAL_READS = 'publication';

/** A noun imports only from rows above its own. */
export const ROW_OF_NOUN: Readonly<Record<string, number>> = {
  divisions: 0,
  access: 0,
  audit: 0,
  register: 1,
  standards: 2,
  procedures: 2,
  measures: 2,
  funds: 2,
  teams: 2,
  participation: 2,
  targets: 3,
  monitoring: 3,
  tasks: 3,
  assessment: 4,
  publication: 4,
  exchange: 4,
};
