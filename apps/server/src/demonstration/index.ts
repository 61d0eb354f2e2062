export { demonstrationAccounts, type PrintedAccount } from './accounts.ts';
export { loadDemonstration } from './load.ts';
