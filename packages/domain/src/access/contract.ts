import { z } from 'zod';

/** 角色. What a role may do stands in `permissions.ts`; where it may do it is the account's reach. */
export const roles = [
  'helper',
  'first-secretary',
  'village-team',
  'township-clerk',
  'county-office',
  'city',
  'province',
  'department',
  'auditor',
  'policy-officer',
  'administrator',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export const SignIn = z.object({ signInName: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof SignIn>;

/** The account that is signed in, as the screen needs it. */
export const Me = z.object({
  accountId: z.number().int(),
  signInName: z.string(),
  displayName: z.string(),
  role: Role,
  division: z.number().int(),
  divisionName: z.string(),
  divisionLevel: z.string(),
  mustChangePassword: z.boolean(),
  /** Commands and queries that the role may run, so that the screen offers no button that would be refused. */
  may: z.array(z.string()),
  demonstration: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export type SignInRefusal =
  | { readonly code: 'wrong-name-or-password' }
  | { readonly code: 'account-locked'; readonly lockedUntil: string }
  | { readonly code: 'account-disabled' };

export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });
export type ChangePassword = z.infer<typeof ChangePassword>;
export type ChangePasswordRefusal =
  | { readonly code: 'current-password-wrong' }
  | { readonly code: 'password-too-short'; readonly minimum: number }
  | { readonly code: 'password-unchanged' };

/** 账号, as the administrator sees it. */
export const Account = z.object({
  accountId: z.number().int(),
  signInName: z.string(),
  displayName: z.string(),
  role: Role,
  division: z.number().int(),
  divisionName: z.string(),
  disabled: z.boolean(),
  lockedUntil: z.string().nullable(),
  createdAt: z.string(),
});
export type Account = z.infer<typeof Account>;

export const CreateAccount = z.object({
  signInName: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/),
  displayName: z.string().trim().min(1).max(60),
  role: Role,
  division: z.number().int().nonnegative(),
});
export type CreateAccount = z.infer<typeof CreateAccount>;

/** What is left out stays as it is. */
export const ChangeAccount = z.object({
  accountId: z.number().int(),
  displayName: z.string().trim().min(1).max(60).optional(),
  role: Role.optional(),
  division: z.number().int().nonnegative().optional(),
  disabled: z.boolean().optional(),
});
export type ChangeAccount = z.infer<typeof ChangeAccount>;

export type AccountRefusal =
  | { readonly code: 'account-not-found' }
  | { readonly code: 'sign-in-name-taken'; readonly signInName: string }
  | { readonly code: 'division-not-found'; readonly division: number }
  | { readonly code: 'own-account' };

/** A password made by the system, shown once; it must be changed at the first sign-in. */
export const IssuedPassword = z.object({ accountId: z.number().int(), password: z.string() });
export type IssuedPassword = z.infer<typeof IssuedPassword>;
