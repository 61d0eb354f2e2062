export { changeAccount, changeOwnPassword, createAccount, resetPassword } from './accounts.ts';
export { type Actor, actorOf, localOperator } from './actor.ts';
export { hashPassword, issuePassword } from './passwords.ts';
export { may, type Permission, permissions, permissionsOf } from './permissions.ts';
export { rekeyAccounts } from './rekey-county.ts';
export { findSignedIn, keepSession, type SignedIn, signIn, signOut } from './sign-in.ts';
export { type AccountRecord, insertAccount, listAccounts, type NewAccount } from './store.ts';
