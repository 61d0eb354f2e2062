export { APP_ROLE, type Instance, type OpenOptions, openInstance } from './open-instance.ts';
export { COUNTY_SETTINGS, TEST_SETTINGS } from './settings.ts';
export { START_REFUSED_EXIT_CODE, type StartRefusalCode, StartRefused } from './start-refused.ts';
