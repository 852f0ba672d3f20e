import type { AsOf } from '@entente/read-model';
import type { Loaders } from '../loading/loaders.js';
import type { RecordState } from '../vocabulary/enums.js';

/** What has become of the record that a thing rests on. */
export type RecordOf = keyof typeof RecordState;

/** What corrections have made of the event that a thing rests on; as recorded where there is none. */
export async function recordOf(eventId: string | undefined, asOf: AsOf, loaders: Loaders): Promise<RecordOf> {
  const row = eventId === undefined ? null : await loaders.corrected(asOf, eventId);
  return row?.standing === 'ANNULLED' || row?.standing === 'RECTIFIED' ? row.standing : 'AS_RECORDED';
}
