import {
  isDirective,
  shownOf,
  textIn,
  type Json,
  type LoggedDate,
  type LoggedEvent,
  type Patch,
  type Shown,
} from '../facts.js';
import { textOf } from '../same-text.js';
import { always, type Statement } from '../statement.js';

/** What became of each event that does not stand as it was recorded. */
export function correctedStatements(
  { recorded, undone, inEffect }: Shown,
  overtaken: readonly string[],
): readonly Statement[] {
  const standing = new Map(inEffect.map((event) => [event.id, event]));
  const directives = Map.groupBy(
    recorded.filter((one) => isDirective(one) && !undone.has(one.id)),
    (one) => textIn(one, 'target') ?? '',
  );
  return recorded.flatMap((event) => {
    const own = directives.get(event.id) ?? [];
    const annulled = undone.has(event.id);
    if (own.length === 0 && !overtaken.includes(event.id)) return [];
    const now = standing.get(event.id) ?? event;
    return [
      always('corrected_event', event, {
        event_id: event.id,
        standing: annulled ? 'ANNULLED' : own.length > 0 ? 'RECTIFIED' : 'OVERTAKEN',
        occurred: annulled ? null : json(now.occurred),
        effective: annulled ? null : json(now.effective),
        data: annulled ? null : now.data,
        directives: own.map(({ id }) => id),
      }),
    ];
  });
}

/** Each correction, with what it changed of what was known just before it. */
export function correctionStatements({ recorded, undone }: Shown): readonly Statement[] {
  return recorded.flatMap((directive, place) => {
    if (!isDirective(directive)) return [];
    const target = textIn(directive, 'target') ?? '';
    const before = shownOf(recorded.slice(0, place)).inEffect.find(({ id }) => id === target);
    return [
      always('correction', directive, {
        event_id: directive.id,
        target_id: target,
        revision: directive.rev,
        changes: before ? changesOf(directive, before) : [],
        in_effect: !undone.has(directive.id),
      }),
    ];
  });
}

/** What a rectification changed, member by member. */
function changesOf({ data }: LoggedEvent, before: LoggedEvent): Json {
  const { set, removed = [] } = data as Patch;
  const was: Members = { ...before.data, ...datesOf(before) };
  const becomes: Members = { ...set?.data, ...datesOf({ ...set }) };
  return [...Object.keys(becomes), ...removed]
    .filter((member) => textOf(was[member] ?? null) !== textOf(becomes[member] ?? null))
    .map((member) => ({
      member,
      ...(was[member] !== undefined && { before: was[member] }),
      ...(becomes[member] !== undefined && { after: becomes[member] }),
    }));
}

type Members = Readonly<Record<string, Json>>;

function datesOf({ occurred, effective }: NonNullable<Patch['set']>): Members {
  return {
    ...(occurred && { occurredOn: json(occurred) }),
    ...(effective && { effectiveOn: json(effective) }),
  };
}

const json = (date: LoggedDate): Json => date as unknown as Json;
