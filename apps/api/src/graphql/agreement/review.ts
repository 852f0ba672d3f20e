import { ReviewHeld, ReviewScheduled } from '@entente/domain';
import type { AsOf, ReviewRow } from '@entente/read-model';
import { occurredOf } from '../event/event-node.js';
import type { ApiContext } from '../loading/context.js';
import { dateOfData } from '../vocabulary/dated-node.js';
import type { Review } from './agreement.types.js';

/** A review as the API answers it. */
export async function reviewNodeOf(
  { review_id, scheduled_by, held_by }: ReviewRow,
  asOf: AsOf,
  { loaders }: ApiContext,
): Promise<Review> {
  const scheduled = scheduled_by === null ? null : await loaders.fact(ReviewScheduled, asOf, scheduled_by);
  const held = held_by === null ? null : await loaders.fact(ReviewHeld, asOf, held_by);
  return {
    id: review_id,
    dueOn: scheduled && dateOfData(scheduled.data.dueOn, scheduled.id, 'dueOn', asOf),
    heldOn: held && occurredOf(await loaders.current(asOf, held.id)),
    outcome: held?.data.outcome ?? null,
    text: held?.data.text ?? scheduled?.data.text ?? [],
  };
}
