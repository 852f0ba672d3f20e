import { ofType, textIn, textsIn, type LoggedDate, type LoggedEvent } from './facts.js';
import type { Line } from './line/line.js';
import { singleDay } from './line/steps.js';
import { byKey, numberOf, windowOf } from './line/window.js';
import { isPartyOn, statusBy, type Party } from './parties.js';

/** A suspension of the agreement, or of some of its parties. */
export interface Suspension {
  readonly fact: LoggedEvent;
  /** The parties that are suspended; none: the whole agreement. */
  readonly organizationIds: readonly string[];
  readonly begins: LoggedDate;
  readonly ended: { readonly date: LoggedDate; readonly by: LoggedEvent | null } | null;
}

/** A suspension or a resumption of some parties that does not count, and why. */
export interface NotPaused {
  readonly fact: LoggedEvent;
  readonly because: 'NOT_PARTY' | 'STATUS' | 'NOT_SUSPENDED';
}

/** Every suspension that counts (docs/semantics.md, "Parties"), those of the whole agreement first. */
export function suspensionsOf(
  facts: readonly LoggedEvent[],
  line: Line,
  parties: readonly Party[],
): { readonly suspensions: readonly Suspension[]; readonly notPaused: readonly NotPaused[] } {
  const { running, notPaused } = partsOf(facts, line, parties);
  const grouped = Map.groupBy(running, ({ fact, ended }) => `${fact.id} ${ended?.id ?? ''}`);
  const partial = [...grouped.values()].map((parts): Suspension => {
    const { fact, ended } = parts[0] as Part;
    const until = textIn(fact, 'until');
    const over = until === null ? null : { date: singleDay(numberOf(until) + 1), by: null };
    return {
      fact,
      organizationIds: parts.map(({ organizationId }) => organizationId),
      begins: fact.effective,
      ended: ended ? { date: ended.effective, by: ended } : over,
    };
  });
  return { suspensions: [...whole(line), ...partial], notPaused };
}

function whole({ steps }: Line): readonly Suspension[] {
  return steps.flatMap(({ status, since, act }, place): readonly Suspension[] => {
    if (status !== 'SUSPENDED' || !act) return [];
    const next = steps[place + 1];
    const by = next?.act?.fact.type === 'AgreementResumed' ? next.act.fact : null;
    const ended = next?.status === 'IN_FORCE' ? { date: next.since, by } : null;
    return [{ fact: act.fact, organizationIds: [], begins: since, ended }];
  });
}

/** One party's part in a suspension, while they are read. */
interface Part {
  readonly fact: LoggedEvent;
  readonly organizationId: string;
  ended: LoggedEvent | null;
}

/** The parts that parties have in suspensions, by the days that count. */
function partsOf(
  facts: readonly LoggedEvent[],
  line: Line,
  parties: readonly Party[],
): { readonly running: readonly Part[]; readonly notPaused: readonly NotPaused[] } {
  const running: Part[] = [];
  const notPaused: NotPaused[] = [];
  const passedOver = new Set(line.passedOver.map(({ fact }) => fact));
  const pauses = ofType(facts, 'AgreementSuspended', 'AgreementResumed')
    .filter((fact) => fact.type === 'AgreementResumed' || textsIn(fact, 'organizationIds').length > 0)
    .toSorted((a, b) => byKey(windowOf(a.effective), windowOf(b.effective)) || a.rev - b.rev);
  for (const fact of pauses) {
    const named = textsIn(fact, 'organizationIds');
    const day = numberOf(fact.effective.point);
    if (fact.type === 'AgreementSuspended') {
      const suspended = named.filter((id) =>
        parties.some((party) => party.organizationId === id && isPartyOn(party, day)),
      );
      if (statusBy(line, day) !== 'IN_FORCE') notPaused.push({ fact, because: 'STATUS' });
      else if (suspended.length === 0) notPaused.push({ fact, because: 'NOT_PARTY' });
      else for (const organizationId of suspended) running.push({ fact, organizationId, ended: null });
    } else if (named.length > 0 || !passedOver.has(fact)) {
      const resumed = running.filter(
        (part) => (named.length === 0 || named.includes(part.organizationId)) && lasts(part, fact),
      );
      for (const part of resumed) part.ended = fact;
      if (named.length > 0 && resumed.length === 0) notPaused.push({ fact, because: 'NOT_SUSPENDED' });
    }
  }
  return { running, notPaused };
}

function lasts({ fact, ended }: Part, resumption: LoggedEvent): boolean {
  const until = textIn(fact, 'until');
  const day = numberOf(resumption.effective.point);
  return (
    ended === null &&
    byKey(windowOf(fact.effective), windowOf(resumption.effective)) <= 0 &&
    (until === null || day <= numberOf(until) + 1)
  );
}

/** Whether a party is suspended on a day though the agreement is not. */
export function isSuspendedOn(suspensions: readonly Suspension[], id: string, day: number): boolean {
  return suspensions.some(
    ({ organizationIds, begins, ended }) =>
      organizationIds.includes(id) &&
      numberOf(begins.point) <= day &&
      (ended === null || day < numberOf(ended.date.point)),
  );
}
