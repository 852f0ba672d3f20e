import { recorded } from '../facts/fact.js';
import type { PastEvent } from '../rules/decision.js';
import { refusedByOpening, type Opening } from './closing.js';
import { PartnerSigned } from './facts/partner-signed.js';
import { lineOf, type Unseated } from './on-the-line.js';

/** The signatures that count and that an opening would have refused; they go on counting. */
export function refusedBy(opening: Opening, events: readonly PastEvent[]): readonly Unseated[] {
  const passedOver = new Set(lineOf(events).passedOver.map(({ event }) => event.id));
  return recorded(events, PartnerSigned)
    .filter(({ id }) => !passedOver.has(id))
    .flatMap(({ id, type, effective, occurred, data }): readonly Unseated[] => {
      const because = refusedByOpening(opening, data.organizationId, occurred);
      return because ? [{ eventId: id, type, effectiveOn: effective.point, because }] : [];
    });
}
