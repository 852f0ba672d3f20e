import { SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { isAllowed, type Caller, type Role } from '@entente/access';
import type { Fact } from '@entente/domain';

/** Raised where the caller may not do what is asked; `code` is one of the ledger's codes. */
export class AccessDeniedError extends Error {
  constructor(readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN') {
    super(code);
    this.name = 'AccessDeniedError';
  }
}

/** What the guard reads in the context of a GraphQL operation. */
export interface AccessContext {
  readonly caller: Caller | null;
}

/** Where {@link Allow} leaves the roles, on the resolver's method. */
export const ALLOWED = 'entente:allowed';

/** Declares who may use a query, a mutation or a subscription. One that declares nothing is refused to everybody. */
export function Allow(...roles: readonly [Role, ...Role[]]): MethodDecorator {
  return SetMetadata(ALLOWED, roles);
}

/** The roles that a resolver's method allows; null when it declares none. */
export function allowedRoles(method: object): readonly Role[] | null {
  return (Reflect.getMetadata(ALLOWED, method) as readonly Role[] | undefined) ?? null;
}

/** The role that may record a fact. */
export function recorderOf({ depositaryAlone }: Pick<Fact, 'depositaryAlone'>): Role {
  return depositaryAlone ? 'depositary' : 'secretariat';
}

/** The one guard: it refuses whatever was not allowed. */
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { caller } = GqlExecutionContext.create(context).getContext<AccessContext>();
    checkAccess(allowedRoles(context.getHandler()), caller);
    return true;
  }
}

/**
 * Lets a caller pass, or not.
 * @throws {AccessDeniedError}
 */
export function checkAccess(roles: readonly Role[] | null, caller: Caller | null): asserts caller is Caller {
  if (caller === null) throw new AccessDeniedError('UNAUTHENTICATED');
  if (roles === null || !isAllowed(caller.role, roles)) throw new AccessDeniedError('FORBIDDEN');
}
