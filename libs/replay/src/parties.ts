import { ofType, textIn, type LoggedEvent } from './facts.js';
import { binds, ENDED, type Act } from './line/acts.js';
import type { Line } from './line/line.js';
import { alternating, leaver, leavingsOf, type Turn as OwnTurn } from './line/membership.js';
import { statusOn } from './line/steps.js';
import { numberOf, windowOf, type Window } from './line/window.js';

/** One time that an organisation is a party, or a signatory only. */
export interface Party {
  readonly organizationId: string;
  readonly as: 'PARTY' | 'SIGNATORY';
  /** What made it one, and the event whose date decided since when. */
  readonly by: LoggedEvent;
  readonly decidedBy: LoggedEvent;
  readonly began: Window;
  readonly ended: Window | null;
  readonly left: { readonly fact: LoggedEvent; readonly window: Window } | null;
  readonly notices: readonly Notice[];
  /** When it is a party again. */
  readonly again: number | null;
}

/** A notified withdrawal, from its day to that on which it is revoked. */
export interface Notice {
  readonly fact: LoggedEvent;
  readonly from: number;
  readonly to: number | null;
}

/** A leaving that does not count, and why. */
export interface NotLeft {
  readonly fact: LoggedEvent;
  readonly because: 'NOT_PARTY' | 'STATUS' | 'AFTER_END';
}

/** A joining or a leaving of one organisation, and the event whose date says when. */
interface Turn extends OwnTurn {
  readonly decidedBy: LoggedEvent;
}

/** The status of a day, by the days that count. */
export function statusBy({ registration, steps }: Line, day: number): string {
  return statusOn(steps, numberOf(registration.effective.point) <= day ? 'DRAFT' : 'NOT_YET', day).status;
}

/** Who takes part in an agreement, and since when (docs/semantics.md, "Parties"). */
export function partiesOf(
  facts: readonly LoggedEvent[],
  line: Line,
): { readonly parties: readonly Party[]; readonly notLeft: readonly NotLeft[] } {
  const notLeft: NotLeft[] = [];
  const leavings = leavingsOf(facts).filter((fact) => {
    const status = statusBy(line, numberOf(fact.effective.point));
    if (!ENDED.includes(status)) return true;
    notLeft.push({ fact, because: status === 'EXPIRED' ? 'AFTER_END' : 'STATUS' });
    return false;
  });
  const acts = line.stretches.flatMap((stretch) => stretch.acts);
  const joinings = acts
    .filter((act) => act.returns || binds(act, line.bindingOn))
    .filter(({ fact }) => line.bindingOn === 'SIGNATURE' || fact.type !== 'PartnerSigned')
    .flatMap((act) => joiningTurn(act, line));
  const turns = turnsOf(joinings, leavings, (fact) => notLeft.push({ fact, because: 'NOT_PARTY' }));
  const notices = noticesOf(facts);
  const parties = [...turns].flatMap(([id, own]) =>
    closed(own).flatMap((turn, place, all) => (turn.joins ? [partyOf(id, { all, place, notices })] : [])),
  );
  return { parties: [...parties, ...signatories(acts, line, parties)], notLeft };
}

/** From when a joining makes a party; nothing while an entry into force is wanting. */
function joiningTurn(act: Act, { fitted }: Line): readonly (Turn & { readonly id: string })[] {
  const { fact, organizationId: id } = act;
  const own = fitted.of(act);
  const turn = (window: Window, decidedBy: LoggedEvent) => [
    { id, joins: true, window, key: windowOf(fact.effective), fact, decidedBy },
  ];
  const signs = fact.type === 'PartnerSigned';
  const { entry } = fitted;
  if (!entry) return signs ? turn(own, fact) : [];
  const entered = fitted.of(entry);
  const isBackwards = entry.retroactive && fact.occurred.point <= entry.fact.occurred.point;
  if (signs) {
    if (!isBackwards) return turn(own, fact);
    return turn(each(Math.min, own, entered), own.point <= entered.point ? fact : entry.fact);
  }
  if (isBackwards) return turn(entered, entry.fact);
  return turn(each(Math.max, own, entered), own.point >= entered.point ? fact : entry.fact);
}

function each(of: (a: number, b: number) => number, a: Window, b: Window): Window {
  return {
    earliest: of(a.earliest, b.earliest),
    latest: of(a.latest, b.latest),
    point: of(a.point, b.point),
  };
}

/** The turns of each organisation that alternate. Who was no party has no successor either. */
function turnsOf(
  joinings: readonly (Turn & { readonly id: string })[],
  leavings: readonly LoggedEvent[],
  refuse: (fact: LoggedEvent) => void,
): ReadonlyMap<string, readonly Turn[]> {
  let left = leavings;
  for (;;) {
    const all = [...joinings, ...left.flatMap(turnsOfLeaving)];
    const taken = new Map([...Map.groupBy(all, ({ id }) => id)].map(([id, own]) => [id, alternating(own)]));
    const refused = left.filter((fact) => !taken.get(leaver(fact))?.some((turn) => turn.fact === fact));
    if (refused.length === 0) return taken;
    for (const fact of refused) refuse(fact);
    left = left.filter((fact) => !refused.includes(fact));
  }
}

function turnsOfLeaving(fact: LoggedEvent): readonly (Turn & { readonly id: string })[] {
  const window = windowOf(fact.effective);
  const turn = { window, key: window, fact, decidedBy: fact };
  const successor = textIn(fact, 'successorId');
  const leaves = { ...turn, id: leaver(fact), joins: false };
  return fact.type === 'PartnerSucceeded' && successor !== null
    ? [leaves, { ...turn, id: successor, joins: true }]
    : [leaves];
}

/** No turn before the one before it, nor after the one after it. */
function closed(turns: readonly Turn[]): readonly Turn[] {
  let earliest = -Infinity;
  const forwards = turns.map((turn) => {
    earliest = Math.max(earliest, turn.window.earliest);
    return { ...turn, window: { ...turn.window, earliest } };
  });
  let [latest, point] = [Infinity, Infinity];
  return forwards
    .toReversed()
    .map((turn) => {
      latest = Math.max(turn.window.earliest, Math.min(turn.window.latest, latest));
      point = Math.max(turn.window.earliest, Math.min(turn.window.point, latest, point));
      return { ...turn, window: { earliest: turn.window.earliest, latest, point } };
    })
    .toReversed();
}

function partyOf(
  organizationId: string,
  {
    all,
    place,
    notices,
  }: { readonly all: readonly Turn[]; readonly place: number; readonly notices: readonly Notice[] },
): Party {
  const { fact, decidedBy, window: began } = all[place] as Turn;
  const next = all[place + 1];
  const left = next ? { fact: next.fact, window: next.window } : null;
  return {
    organizationId,
    as: 'PARTY',
    by: fact,
    decidedBy,
    began,
    ended: left?.window ?? null,
    left,
    notices: notices.filter(
      (one) =>
        textIn(one.fact, 'organizationId') === organizationId &&
        one.from >= began.point &&
        (one.to !== null || one.fact === left?.fact),
    ),
    again: all[place + 2]?.window.point ?? null,
  };
}

function noticesOf(facts: readonly LoggedEvent[]): readonly Notice[] {
  const revocations = ofType(facts, 'PartnerWithdrawalRevoked');
  return ofType(facts, 'PartnerWithdrawalNotified').map((fact) => {
    const revoked = revocations.findLast((one) => textIn(one, 'notificationEventId') === fact.id);
    return {
      fact,
      from: numberOf(fact.occurred.point),
      to: revoked ? numberOf(revoked.effective.point) : null,
    };
  });
}

/** Signatories of what binds by ratification, until they are parties. */
function signatories(acts: readonly Act[], line: Line, parties: readonly Party[]): readonly Party[] {
  if (line.bindingOn !== 'RATIFICATION') return [];
  return acts
    .filter(({ fact }) => fact.type === 'PartnerSigned')
    .map((act): Party => {
      const party = parties.find(({ organizationId }) => organizationId === act.organizationId);
      return {
        organizationId: act.organizationId,
        as: 'SIGNATORY',
        by: act.fact,
        decidedBy: act.fact,
        began: line.fitted.of(act),
        ended: party?.began ?? null,
        left: null,
        notices: [],
        again: null,
      };
    });
}

/** The role on a day, and how sure it is; null where it has none. */
export function roleOn(
  { as, began, ended, left, notices, again }: Party,
  day: number,
): { readonly role: string; readonly certainty: 'CERTAIN' | 'POSSIBLE' } | null {
  if (left && left.window.point <= day) {
    if (again !== null && again <= day) return null;
    const role = left.fact.type === 'PartnerSucceeded' ? 'SUCCEEDED' : 'WITHDRAWN';
    return { role, certainty: left.window.latest <= day ? 'CERTAIN' : 'POSSIBLE' };
  }
  if (began.point > day || (ended && ended.point <= day)) return null;
  const isNotified = notices.some(({ from, to }) => from <= day && (to === null || day < to));
  const isSure = began.latest <= day && (!ended || day < ended.earliest);
  return { role: isNotified ? 'WITHDRAWAL_NOTIFIED' : as, certainty: isSure ? 'CERTAIN' : 'POSSIBLE' };
}

/** Whether it is a party on a day: one whose withdrawal is notified still is. */
export function isPartyOn(party: Party, day: number): boolean {
  const role = roleOn(party, day)?.role;
  return role === 'PARTY' || role === 'WITHDRAWAL_NOTIFIED';
}
