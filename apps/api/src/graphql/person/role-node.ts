import { AccessDeniedError } from '../../guard.js';
import type { Loaders } from '../loading/loaders.js';
import type { RoleRow } from '@entente/read-model';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';

/** A role as it was last observed. */
export interface RoleNode {
  readonly row: RoleRow;
  readonly asOf: AnswerAsOf;
}

/** Lets those read roles and titles who may. @throws {AccessDeniedError} FORBIDDEN */
export function mayReadRoles({ readsConfidential }: Pick<Loaders, 'readsConfidential'>): void {
  if (!readsConfidential) throw new AccessDeniedError('FORBIDDEN');
}
