import { fact, type Fact, type FactDeclaration } from '../facts/fact.js';
import type { DataOfMembers, Members } from '../facts/member.js';
import { LIVE, type AgreementStatus } from './line/status.js';

/** What an act is to the others: what it needs before it, and what needs it. */
export type Part =
  'OPENING' | 'SIGNATURE' | 'RATIFICATION' | 'ACCESSION' | 'ENTRY' | 'MOVE' | 'PAUSE' | 'ENDING' | 'RETURN';

/** A row of the lifecycle: in which statuses an act counts, and the status that it leads to (null: it stays). */
export interface Transition {
  readonly part: Part;
  readonly from: readonly AgreementStatus[];
  readonly to: AgreementStatus | null;
  /** It sets a new end of the term. */
  readonly movesEnd?: true;
}

/** Statuses in which an agreement has not ended. */
export const NOT_ENDED: readonly AgreementStatus[] = ['DRAFT', ...LIVE];
/** Statuses after the entry into force in which an agreement has not ended. */
export const RUNNING: readonly AgreementStatus[] = ['IN_FORCE', 'SUSPENDED'];

/** A fact that the line of an agreement judges. */
export interface ActFact<
  T extends string = string,
  C extends string = string,
  M extends Members = Members,
> extends Fact<T, C, 'agreement', M> {
  /** Its row of the lifecycle; null for data that are no act. */
  readonly transitionOf: (data: DataOfMembers<M>) => Transition | null;
}

/** Declares a fact that moves the status of an agreement, or that the status has to allow: its row stands beside its members. */
export function act<const T extends string, const C extends string, const M extends Members>({
  lifecycle,
  ...declared
}: FactDeclaration<T, C, 'agreement', M> & {
  /** Its row of the lifecycle; a function where that depends on the data. */
  readonly lifecycle: Transition | ((data: DataOfMembers<M>) => Transition | null);
}): ActFact<T, C, M> {
  const transitionOf = typeof lifecycle === 'function' ? lifecycle : () => lifecycle;
  return { ...fact<T, C, 'agreement', M>(declared as FactDeclaration<T, C, 'agreement', M>), transitionOf };
}
