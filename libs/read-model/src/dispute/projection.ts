import { correctionsIn, disputesIn } from '@entente/domain';
import { pastEventsOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { DISPUTE } from './table.js';

/** From a stream's history to what is disputed in it: nothing, for nearly all. */
export const disputeProjection = {
  kind: 'every',
  tables: [DISPUTE],
  project(stream, history) {
    const events = pastEventsOf(history);
    const disputes = disputesIn(events);
    if (disputes.length === 0) return [rowsOf(DISPUTE, [])];
    const corrections = correctionsIn(events);
    return [
      rowsOf(
        DISPUTE,
        disputes.map(({ event, targets, member, resolvedBy, open }) => ({
          stream,
          event_id: event.id,
          target: targets.find((id) => !corrections.get(id)?.annulledBy) ?? targets[0] ?? event.id,
          targets,
          member,
          open,
          resolved_by: resolvedBy?.id ?? null,
          recorded_at: history[event.order]?.position.commit ?? 0n,
          revision: event.order,
        })),
      ),
    ];
  },
} as const satisfies Projection;
