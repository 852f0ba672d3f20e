import {
  ANY_STREAM,
  LEDGER_STREAM,
  deciderOf,
  isNotice,
  type Command,
  type DateInput,
  type Member,
} from '@entente/domain';
import { correctionOf, disputeMembersOf, resolutionOf } from './corrections-of-log.js';
import { factOf, given, membersOf, type AroundEvent, type NotCarried } from './given-again.js';
import type { LoggedEvent } from './read-log.js';

/**
 * The command that records an event of another ledger here: null for what a ledger notes by itself; or why there is none.
 */
export function commandOfEvent(event: LoggedEvent, around: AroundEvent): Command | NotCarried | null {
  const fact = factOf(event);
  if (!fact) return 'NOT_IMPORTED';
  if (fact.stream === LEDGER_STREAM || isNotice(fact)) return null;
  if (Object.values(fact.members).some(isNeededText)) return 'TEXT_NOT_IN_LOG';
  const { dates } = fact;
  const isLater = event.effectiveEdtf !== event.occurredEdtf || event.effective !== event.occurred;
  const reasons = overridesOf(event);
  if (reasons === null) return 'SEALED_IN_LOG';
  const own = correctionOf(event, around) ?? resolutionOf(event, around) ?? disputeMembersOf(event, around);
  if (typeof own === 'string') return own;
  const input = {
    ...membersOf(fact.members, event.data, around.eventIdOf),
    ...deciderOf(fact.command).rules.asGiven?.(event.data as never),
    ...own,
    ...(fact.stream === ANY_STREAM && { stream: event.stream }),
    ...(dates.occurred !== 'NONE' && !isUndated(event) && { occurredOn: dateOf(event, 'occurred') }),
    ...(dates.effective && isLater && { effectiveOn: dateOf(event, 'effective') }),
    ...(event.sources.length > 0 && { evidence: event.sources.map(evidenceOf) }),
    ...(reasons.length > 0 && { overrides: reasons }),
  };
  const sealed = Object.entries(fact.members).filter(([, one]) => one.sealed && one.inInput === 'GIVEN');
  if (sealed.some(([name]) => (input as { readonly [name: string]: unknown })[name] === undefined))
    return 'SEALED_IN_LOG';
  return { name: fact.command, input } as unknown as Command;
}

/** The text of a source, without which its fact says nothing. */
function isNeededText({ kind, inInput }: Member): boolean {
  return kind === 'document' && inInput === 'GIVEN';
}

/** Whether a source was deposited with its text, which no log has: it is recorded here without. */
export function cameWithText(event: LoggedEvent): boolean {
  const members = Object.values(factOf(event)?.members ?? {});
  const mayHaveText = members.some(({ kind, inInput }) => kind === 'document' && inInput === 'OPTIONAL');
  return mayHaveText && typeof event.data['lines'] === 'number';
}

/** Whether nobody gave its day, so that the other ledger supplied one. */
export function isUndated({ occurredPrecision }: Pick<LoggedEvent, 'occurredPrecision'>): boolean {
  return occurredPrecision === 'UNKNOWN';
}

/** The rules that were set aside, each with its reason; null where the log does not say one. */
function overridesOf({ overrides }: LoggedEvent) {
  const said = overrides.flatMap(({ rule, reason }) => (reason === null ? [] : [{ rule, reason }]));
  return said.length === overrides.length ? said : null;
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
