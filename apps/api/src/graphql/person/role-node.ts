import type { RoleRow } from '@entente/read-model';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';

/** A role as it was last observed. */
export interface RoleNode {
  readonly row: RoleRow;
  readonly asOf: AnswerAsOf;
}
