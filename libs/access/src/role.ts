/**
 * Who may ask: the secretariat reads and records, the depositary corrects what was recorded besides, an auditor reads everything, a
 * dashboard reads what is not confidential.
 */
export type Role = 'secretariat' | 'depositary' | 'auditor' | 'dashboard';
export const ROLES: readonly Role[] = ['secretariat', 'depositary', 'auditor', 'dashboard'];

/** True for the name of a role. */
export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

/** True where one of some roles allows what a caller asks: a depositary may all that the secretariat may. */
export function isAllowed(role: Role, roles: readonly Role[]): boolean {
  return roles.includes(role) || (role === 'depositary' && roles.includes('secretariat'));
}

/** A client that presented a valid token. */
export interface Caller {
  readonly role: Role;
  readonly tokenId: string;
  /** As it is recorded in the ledger: `role:tokenId`. */
  readonly actor: string;
  /** When the token, or the session that it was presented by, ends by itself; null where it does not. */
  readonly ends: Date | null;
}

/** What a caller may do beyond asking for what everybody may see (`semantics.md` section 8). */
export interface Permissions {
  /**
   * All that is sealed (names of persons, notes, quotes, reasons), and what is not for everybody either: roles and titles of
   * persons, the names of deposited files.
   */
  readonly readsConfidential: boolean;
}

/** The permissions of a role. */
export function permissionsOf(role: Role): Permissions {
  switch (role) {
    case 'secretariat':
    case 'depositary':
      return { readsConfidential: true };
    case 'auditor':
      return { readsConfidential: true };
    case 'dashboard':
      return { readsConfidential: false };
    default:
      return role satisfies never;
  }
}
