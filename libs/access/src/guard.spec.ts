import { Allow, allowedRoles, checkAccess } from './guard.js';
import { permissionsOf, ROLES, type Role } from './role.js';

class Operations {
  @Allow('secretariat', 'auditor')
  declared(this: void): void {}

  undeclared(this: void): void {}
}

const { declared, undeclared } = Operations.prototype;
const caller = (role: Role) => ({ role, tokenId: '0', actor: `${role}:0` });

describe('the guard', () => {
  it('lets a role pass that the operation allows', () => {
    expect(() => checkAccess(allowedRoles(declared), caller('auditor'))).not.toThrow();
  });

  it('answers FORBIDDEN to a role that the operation does not allow', () => {
    expect(() => checkAccess(allowedRoles(declared), caller('dashboard'))).toThrow('FORBIDDEN');
  });

  it('answers UNAUTHENTICATED to who is nobody', () => {
    expect(() => checkAccess(allowedRoles(declared), null)).toThrow('UNAUTHENTICATED');
  });

  it.each(ROLES)('refuses an operation that declares nothing, to %s too', (role) => {
    expect(() => checkAccess(allowedRoles(undeclared), caller(role))).toThrow('FORBIDDEN');
  });
});

describe('the permissions', () => {
  it('of the secretariat are to read everything and to record', () => {
    expect(permissionsOf('secretariat')).toEqual({ opensSealed: true, readsEvents: true, records: true });
  });

  it('of an auditor are to read everything', () => {
    expect(permissionsOf('auditor')).toEqual({ opensSealed: true, readsEvents: true, records: false });
  });

  it('of a dashboard are to read what is not confidential', () => {
    expect(permissionsOf('dashboard')).toEqual({ opensSealed: false, readsEvents: false, records: false });
  });
});
