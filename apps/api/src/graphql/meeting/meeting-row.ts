import type { MeetingRow } from '@entente/read-model';
import type { Entity } from '../as-of/answer-as-of.js';
import type { ApiContext } from '../loading/context.js';

/** Meetings are only answered where they are known. */
export async function meetingRowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<MeetingRow> {
  const row = await loaders.meeting(asOf, key);
  if (!row) throw new Error(`meeting ${key} is not known at the dates of its answer`);
  return row;
}
