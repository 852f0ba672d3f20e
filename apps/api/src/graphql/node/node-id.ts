import { isDay, isSubjectId, type Day } from '@entente/domain';
import { isPosition } from '@entente/ledger';

/** What has a node id. */
export const NODE_KINDS = [
  'Agreement',
  'Organization',
  'Person',
  'Meeting',
  'Mission',
  'Source',
  'Funding',
  'EnvelopeBalance',
  'Programme',
  'Committee',
  'Resolution',
  'Project',
] as const;

export type NodeKind = (typeof NODE_KINDS)[number];

/** The dates that a node id names; both absent: the present. */
export interface NamedDates {
  readonly validOn?: Day;
  readonly position?: string;
}

/** What a node id says. */
export interface NodeId {
  readonly kind: NodeKind;
  readonly key: string;
  /** Null: the present. */
  readonly dates: NamedDates | null;
}

/** The part of a node id that names the dates, where any are fixed: nothing, `@day`, or `@day@position`. */
export function nameDates(validOn: Day | null, position: string | null): string {
  return [validOn, position].flatMap((date) => (date === null ? [] : [`@${date}`])).join('');
}

/** A node id: `Agreement:corridor-ne`, `Agreement:corridor-ne@2024-06-05`. @param named what {@link nameDates} made */
export function writeNodeId(kind: NodeKind, key: string, named: string): string {
  return `${kind}:${key}${named}`;
}

/** Reads a node id; null for what is none. */
export function readNodeId(text: string): NodeId | null {
  const [, name, written = '', validOn, position] =
    /^([A-Za-z]{1,20}):([^@:]{1,100})(?:@([^@]{1,20})(?:@([^@]{1,40}))?)?$/.exec(text) ?? [];
  const kind = NODE_KINDS.find((known) => known === name);
  const key = written.toLowerCase();
  if (!kind || !isSubjectId(key)) return null;
  if (validOn === undefined) return { kind, key, dates: null };
  // A source is the same at all dates.
  if (kind === 'Source' || !isDay(validOn)) return null;
  if (position === undefined) return { kind, key, dates: { validOn } };
  return isPosition(position) ? { kind, key, dates: { validOn, position } } : null;
}
