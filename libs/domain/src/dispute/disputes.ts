import { correctionsIn, inEffect, isUnknown } from '../correction/in-effect.js';
import { isOf, recorded, type EventOf } from '../facts/fact.js';
import type { PastEvent } from '../rules/decision.js';
import { AssertionDisputed } from './facts/assertion-disputed.js';
import { DisputeResolved } from './facts/dispute-resolved.js';
import { EvidenceAttached } from './facts/evidence-attached.js';

/** What sources say against a record, as the corrections in effect have it. */
export interface Dispute {
  /** The AssertionDisputed, or the contradicting evidence. */
  readonly event: PastEvent;
  /** The events that it names; contradicting evidence may name several. */
  readonly targets: readonly string[];
  /** The member that is disputed; null for the whole record. */
  readonly member: string | null;
  readonly resolvedBy: EventOf<typeof DisputeResolved> | null;
  /** Nobody has resolved it, and something that it names is still in effect. */
  readonly open: boolean;
}

/** The disputes of a stream that are in effect, in the order of the log; none of a subject that is not known any more. */
export function disputesIn(history: readonly PastEvent[]): readonly Dispute[] {
  const mayDispute = [AssertionDisputed, EvidenceAttached].some((fact) => recorded(history, fact).length > 0);
  if (!mayDispute || isUnknown(history)) return [];
  const facts = inEffect(history);
  const corrections = correctionsIn(history);
  const resolutions = recorded(facts, DisputeResolved);
  return facts.flatMap((event) => {
    const named = namedBy(event);
    if (!named) return [];
    const resolvedBy = resolutions.findLast(({ data }) => data.disputes.includes(event.id)) ?? null;
    const stands = named.targets.some((id) => !corrections.get(id)?.annulledBy);
    return [{ event, ...named, resolvedBy, open: stands && resolvedBy === null }];
  });
}

function namedBy(event: PastEvent): Pick<Dispute, 'targets' | 'member'> | null {
  if (isOf(AssertionDisputed, event)) return { targets: [event.data.target], member: event.data.member };
  return isOf(EvidenceAttached, event) && event.data.strength === 'CONTRADICTS'
    ? { targets: event.data.supports, member: null }
    : null;
}
