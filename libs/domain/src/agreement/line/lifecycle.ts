import type { ActFact, Transition } from '../act-fact.js';
import { AgreementAbandoned } from '../facts/agreement-abandoned.js';
import { AgreementEnteredIntoForce } from '../facts/agreement-entered-into-force.js';
import { AgreementExtended } from '../facts/agreement-extended.js';
import { AgreementNonRenewalNotified } from '../facts/agreement-non-renewal-notified.js';
import { AgreementOpenedForSignature } from '../facts/agreement-opened-for-signature.js';
import { AgreementReinstated } from '../facts/agreement-reinstated.js';
import { AgreementRenewed } from '../facts/agreement-renewed.js';
import { AgreementResumed } from '../facts/agreement-resumed.js';
import { AgreementSuperseded } from '../facts/agreement-superseded.js';
import { AgreementSuspended } from '../facts/agreement-suspended.js';
import { AgreementTermSet } from '../facts/agreement-term-set.js';
import { AgreementTerminated } from '../facts/agreement-terminated.js';
import { PartnerAcceded } from '../facts/partner-acceded.js';
import { PartnerRatified } from '../facts/partner-ratified.js';
import { PartnerSigned } from '../facts/partner-signed.js';
import type { LineEvent, LineEventOf } from './line-event.js';
import { ENDED, type AgreementStatus } from './status.js';

/** The facts that the order judges: they change the status, or the status has to allow them. Each declares its own row. */
const ACTS = [
  AgreementOpenedForSignature,
  PartnerSigned,
  PartnerRatified,
  PartnerAcceded,
  AgreementEnteredIntoForce,
  AgreementTermSet,
  AgreementExtended,
  AgreementRenewed,
  AgreementNonRenewalNotified,
  AgreementSuspended,
  AgreementResumed,
  AgreementTerminated,
  AgreementSuperseded,
  AgreementAbandoned,
  AgreementReinstated,
] as const;

type ActType = (typeof ACTS)[number]['type'];

export type ActEvent = { [T in ActType]: LineEventOf<T> }[ActType];

const BY_TYPE: ReadonlyMap<string, Pick<ActFact, 'transitionOf'>> = new Map(
  ACTS.map((fact) => [fact.type, fact as unknown as ActFact]),
);

/** The row of the lifecycle for an event; null for what the order does not judge: the suspension of some parties, say. */
function rowOf({ type, data }: { readonly type: string; readonly data: unknown }): Transition | null {
  return BY_TYPE.get(type)?.transitionOf(data as Parameters<ActFact['transitionOf']>[0]) ?? null;
}

/** True for what the order judges. */
export function isAct(
  event: LineEvent | { readonly type: string; readonly data: unknown },
): event is ActEvent {
  return rowOf(event) !== null;
}

/** The row of an act. */
export function transitionOf(event: ActEvent): Transition {
  const row = rowOf(event);
  if (!row) throw new TypeError(`${event.type} has no row in the lifecycle`);
  return row;
}

/** True for a status in which nothing more can happen but a reinstatement or a supersession. */
export function hasEnded(status: AgreementStatus): boolean {
  return ENDED.includes(status);
}
