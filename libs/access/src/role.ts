/** Who may ask: the secretariat reads and records, an auditor reads everything, a dashboard reads what is not confidential. */
export type Role = 'secretariat' | 'auditor' | 'dashboard';
export const ROLES: readonly Role[] = ['secretariat', 'auditor', 'dashboard'];

/** True for the name of a role. */
export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

/** A client that presented a valid token. */
export interface Caller {
  readonly role: Role;
  readonly tokenId: string;
  /** As it is recorded in the ledger: `role:tokenId`. */
  readonly actor: string;
}

/** What a caller may do beyond asking for what everybody may see (`semantics.md` section 8). */
export interface Permissions {
  /** Names of persons, notes, quotes, reasons: all that is sealed. */
  readonly opensSealed: boolean;
}

/** The permissions of a role. */
export function permissionsOf(role: Role): Permissions {
  switch (role) {
    case 'secretariat':
      return { opensSealed: true };
    case 'auditor':
      return { opensSealed: true };
    case 'dashboard':
      return { opensSealed: false };
    default:
      return role satisfies never;
  }
}
