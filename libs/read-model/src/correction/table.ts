import type { Json, UncertainDate } from '@entente/domain';
import { int, json, orNull, position, text, timelessTable, uuid, uuids, yes } from '../schema/table.js';

/** What has become of a recorded event, where it does not stand as it was recorded. */
export type Standing = 'RECTIFIED' | 'ANNULLED' | 'OVERTAKEN';

/** An event as corrections have it: what it says now, and which corrections in effect name it, oldest first. */
export const CORRECTED_EVENT = timelessTable('corrected_event', {
  stream: text(),
  event_id: uuid(),
  standing: text<Standing>(),
  /** The dates and data in effect; null where the event is annulled. */
  occurred: orNull(json<UncertainDate>()),
  effective: orNull(json<UncertainDate>()),
  data: orNull(json<{ readonly [member: string]: Json }>()),
  directives: uuids(),
});

/** What a correction changed of one member, as it was known just before. */
export interface MemberChange {
  readonly member: string;
  /** Absent: it said nothing of it. */
  readonly before?: Json;
  readonly after?: Json;
}

/** A line of the log of corrections. */
export const CORRECTION = timelessTable(
  'correction',
  {
    stream: text(),
    event_id: uuid(),
    target_id: uuid(),
    recorded_at: position(),
    revision: int(),
    changes: json<readonly MemberChange[]>(),
    in_effect: yes(),
  },
  ['(recorded_at, revision)'],
);
