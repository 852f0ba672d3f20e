import { Allow, allowedRoles, checkAccess } from './guard.js';
import { permissionsOf, ROLES, type Role } from '@entente/access';

class Operations {
  @Allow('secretariat', 'auditor')
  declared(this: void): void {}

  undeclared(this: void): void {}
}

const { declared, undeclared } = Operations.prototype;
const caller = (role: Role) => ({ role, tokenId: '0', actor: `${role}:0`, ends: null });

describe('the guard', () => {
  it('lets a role pass that the operation allows', () => {
    expect(() => checkAccess(allowedRoles(declared), caller('auditor'))).not.toThrow();
  });

  it('answers FORBIDDEN to a role that the operation does not allow', () => {
    expect(() => checkAccess(allowedRoles(declared), caller('dashboard'))).toThrow('FORBIDDEN');
  });

  it('answers UNAUTHENTICATED to a caller without a role', () => {
    expect(() => checkAccess(allowedRoles(declared), null)).toThrow('UNAUTHENTICATED');
  });

  it.each(ROLES)('refuses an operation that declares nothing, to %s too', (role) => {
    expect(() => checkAccess(allowedRoles(undeclared), caller(role))).toThrow('FORBIDDEN');
  });
});

describe('the permissions', () => {
  it.each([
    ['secretariat', true],
    ['auditor', true],
    ['dashboard', false],
  ] as const)('of %s: what is sealed is opened: %s', (role, readsConfidential) => {
    expect(permissionsOf(role)).toEqual({ readsConfidential });
  });
});
