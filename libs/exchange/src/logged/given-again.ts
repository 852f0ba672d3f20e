import {
  STORED_FACTS,
  type DateInput,
  type Fact,
  type Json,
  type Member,
  type Members,
  type UncertainDate,
} from '@entente/domain';
import type { LoggedEvent } from './read-log.js';

const FACTS: ReadonlyMap<string, Fact> = new Map(STORED_FACTS.map((fact) => [fact.type, fact]));

/** Why an event of a log is not recorded here. */
export type NotCarried =
  /** This ledger has no such fact. */
  | 'NOT_IMPORTED'
  /** It is a correction written by an earlier version of the fact that it corrects. */
  | 'EARLIER_VERSION'
  /** It needs a text that is sealed, and not in this log: a name, a reason. */
  | 'SEALED_IN_LOG'
  /** It is the text of a source, which no log has. */
  | 'TEXT_NOT_IN_LOG';

/** The log that an event is of. */
export interface AroundEvent {
  /** The event that was recorded here for one of the log. */
  readonly eventIdOf: (id: string) => string;
  /** An event of the log. */
  readonly eventNamed: (id: string) => LoggedEvent | undefined;
}

/** The fact that an event of a log is of. */
export function factOf({ type }: Pick<LoggedEvent, 'type'>): Fact | undefined {
  return FACTS.get(type);
}

/** The members of an input, from those that are stored. */
export function membersOf(
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
export function given({ edtf, point, earliest, latest, basis }: Omit<UncertainDate, 'precision'>): DateInput {
  if (edtf === point) return { edtf, basis };
  return {
    edtf,
    point,
    ...(earliest !== null && { earliest }),
    ...(latest !== null && { latest }),
    basis,
  };
}
