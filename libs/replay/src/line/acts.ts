import { ofType, textIn, textsIn, type LoggedEvent } from '../facts.js';
import { byKey, numberOf, windowOf, type Window } from './window.js';

/** An act that moves the status of an agreement, or its end. */
export interface Act {
  readonly fact: LoggedEvent;
  /** Its place among the acts by key. */
  readonly place: number;
  readonly window: Window;
  readonly organizationId: string;
  /** The last day of a suspension, where it was said. */
  readonly until: number;
  /** An entry that takes effect before it was agreed. */
  readonly retroactive: boolean;
  /** A joining of an organisation that had left: it is counted for nothing. */
  readonly returns: boolean;
}

/** The statuses in which an act counts (docs/semantics.md, "The line of an agreement"). */
const BEFORE_ENTRY = ['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'];
/** The statuses of an agreement that has entered into force and goes on. */
export const RUNNING: readonly string[] = ['IN_FORCE', 'SUSPENDED'];
const NOT_ENDED = [...BEFORE_ENTRY, ...RUNNING];
/** The statuses that an agreement with an end leaves when it comes. */
export const LIVE: readonly string[] = ['OPEN_FOR_SIGNATURE', 'SIGNED', ...RUNNING];
/** The statuses of an agreement that is over. */
export const ENDED: readonly string[] = ['EXPIRED', 'TERMINATED', 'SUPERSEDED', 'ABANDONED'];

/** In which statuses an act counts. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  AgreementOpenedForSignature: ['DRAFT'],
  PartnerSigned: NOT_ENDED,
  PartnerRatified: NOT_ENDED,
  PartnerAcceded: NOT_ENDED,
  AgreementEnteredIntoForce: BEFORE_ENTRY,
  AgreementTermSet: NOT_ENDED,
  AgreementExtended: RUNNING,
  AgreementRenewed: RUNNING,
  AgreementNonRenewalNotified: RUNNING,
  AgreementSuspended: ['IN_FORCE'],
  AgreementResumed: ['SUSPENDED'],
  AgreementTerminated: RUNNING,
  AgreementSuperseded: ['SIGNED', ...RUNNING, 'EXPIRED'],
  AgreementAbandoned: BEFORE_ENTRY,
  AgreementReinstated: ['EXPIRED'],
};

/** Whether a status allows an act, whatever else it needs. */
export function allows(status: string, act: Act): boolean {
  return (covers(act) ? RUNNING : (ALLOWED[act.fact.type] ?? [])).includes(status);
}

/** Whether it reinstates the agreement from the day after the end that it takes away. */
export function covers({ fact: { type, data } }: Act): boolean {
  return type === 'AgreementReinstated' && data['coversGap'] === true;
}

const MOVING = [
  'AgreementTermSet',
  'AgreementExtended',
  'AgreementRenewed',
  'AgreementNonRenewalNotified',
  'AgreementReinstated',
];
const ENDING = ['AgreementTerminated', 'AgreementSuperseded', 'AgreementAbandoned'];

/** Whether it moves the end of the agreement while that goes on. */
export function moves(act: Act): boolean {
  return MOVING.includes(act.fact.type) && !begins(act);
}

/** Whether it begins the agreement anew after its end. */
export function begins(act: Act): boolean {
  return act.fact.type === 'AgreementReinstated' && !covers(act);
}

/** Whether it ends the agreement. */
export function ends({ fact: { type } }: Act): boolean {
  return ENDING.includes(type);
}

/** Whether it suspends or resumes the whole agreement. */
export function pauses({ fact: { type } }: Act): boolean {
  return type === 'AgreementSuspended' || type === 'AgreementResumed';
}

/** Whether it is a signature, a ratification or an accession. */
export function joins({ fact: { type } }: Act): boolean {
  return type === 'PartnerSigned' || type === 'PartnerRatified' || type === 'PartnerAcceded';
}

/** Whether it is a joining that an entry into force counts. */
export function binds({ fact: { type }, returns }: Act, bindingOn: string): boolean {
  const binding = bindingOn === 'RATIFICATION' ? 'PartnerRatified' : 'PartnerSigned';
  return !returns && (type === 'PartnerAcceded' || type === binding);
}

/** The acts of an agreement by key, but for its first term, which holds from the beginning. */
export function actsOf(facts: readonly LoggedEvent[]): {
  readonly firstTerm: LoggedEvent | null;
  readonly acts: readonly Act[];
} {
  const all = facts
    .filter((fact) => fact.type in ALLOWED && textsIn(fact, 'organizationIds').length === 0)
    .map((fact) => ({ fact, window: windowOf(fact.effective) }))
    .toSorted((a, b) => byKey(a.window, b.window) || a.fact.rev - b.fact.rev);
  const firstTerm = ofType(
    all.map(({ fact }) => fact),
    'AgreementTermSet',
  )[0];
  const acts = all
    .filter(({ fact }) => fact !== firstTerm)
    .map(({ fact, window }, place): Act => {
      const until = fact.type === 'AgreementSuspended' ? textIn(fact, 'until') : null;
      return {
        fact,
        place,
        organizationId: textIn(fact, 'organizationId') ?? '',
        until: until === null ? Infinity : numberOf(until),
        // A suspension is not after its own last day.
        window: until === null ? window : { ...window, latest: Math.min(window.latest, numberOf(until)) },
        retroactive: fact.type === 'AgreementEnteredIntoForce' && fact.effective.point < fact.occurred.point,
        returns: false,
      };
    });
  return { firstTerm: firstTerm ?? null, acts };
}
