import {
  ANY_STREAM,
  LEDGER_STREAM,
  STORED_FACTS,
  isNotice,
  type Command,
  type DateInput,
  type Fact,
  type Json,
  type Member,
  type Members,
  type UncertainDate,
} from '@entente/domain';
import type { LoggedEvent } from './read-log.js';

const FACTS: ReadonlyMap<string, Fact> = new Map(STORED_FACTS.map((fact) => [fact.type, fact]));

/** Kinds of member that are not given as they are stored: the facts that have one are not recorded again from a log. */
const GIVEN_OTHERWISE: ReadonlySet<Member['kind']> = new Set(['either', 'json', 'value']);

/**
 * The command that records an event of another ledger here: null for what a ledger notes by itself, NOT_IMPORTED for a
 * fact that is not given as it is stored. `eventIdOf` knows the events that were recorded here for those of the log.
 */
export function commandOfEvent(
  event: LoggedEvent,
  eventIdOf: (id: string) => string,
): Command | 'NOT_IMPORTED' | null {
  const fact = FACTS.get(event.type);
  if (!fact) return 'NOT_IMPORTED';
  if (fact.stream === LEDGER_STREAM || isNotice(fact)) return null;
  if (Object.values(fact.members).some((member) => GIVEN_OTHERWISE.has(member.kind))) return 'NOT_IMPORTED';
  const { dates } = fact;
  const isLater = event.effectiveEdtf !== event.occurredEdtf || event.effective !== event.occurred;
  const input = {
    ...membersOf(fact.members, event.data, eventIdOf),
    ...(fact.stream === ANY_STREAM && { stream: event.stream }),
    ...(dates.occurred !== 'NONE' && { occurredOn: dateOf(event, 'occurred') }),
    ...(dates.effective && isLater && { effectiveOn: dateOf(event, 'effective') }),
    ...(event.sources.length > 0 && { evidence: event.sources.map(evidenceOf) }),
  };
  return { name: fact.command, input } as unknown as Command;
}

function membersOf(
  members: Members,
  data: { readonly [name: string]: Json },
  eventIdOf: (id: string) => string,
): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) => {
      const value = data[name];
      return member.inInput === 'ABSENT' || value === undefined || value === null
        ? []
        : [[name, givenAs(member, value, eventIdOf)]];
    }),
  );
}

/** A stored value as a command takes it. */
function givenAs(member: Member, value: Json, eventIdOf: (id: string) => string): Json {
  switch (member.kind) {
    case 'date':
      return given(value as unknown as UncertainDate) as unknown as Json;
    case 'eventId':
      return typeof value === 'string' ? eventIdOf(value) : value;
    case 'list':
      return Array.isArray(value) ? value.map((item: Json) => givenAs(member.item, item, eventIdOf)) : value;
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? membersOf(member.members, value as { readonly [name: string]: Json }, eventIdOf)
        : value;
    default:
      return value;
  }
}

/** A date as it was given: what EDTF does not say of it beside. */
function given({ edtf, point, earliest, latest, basis }: Omit<UncertainDate, 'precision'>): DateInput {
  if (edtf === point) return { edtf, basis };
  return {
    edtf,
    point,
    ...(earliest !== null && { earliest }),
    ...(latest !== null && { latest }),
    basis,
  };
}

function dateOf(event: LoggedEvent, name: 'occurred' | 'effective'): DateInput {
  return given({
    edtf: event[`${name}Edtf`],
    point: event[name],
    earliest: event[`${name}Earliest`],
    latest: event[`${name}Latest`],
    basis: event[`${name}Basis`],
  });
}

function evidenceOf({ sourceId, from, to, kind }: LoggedEvent['sources'][number]) {
  return { sourceId, kind, ...(from !== null && { lines: { from, to: to ?? from } }) };
}
