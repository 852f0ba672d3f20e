import { daysAfter, type Day } from './days.js';
import { byDay, ofType, textIn, type LoggedDate, type LoggedEvent } from './facts.js';
import type { StatusLine } from './status.js';
import type { Statement } from './statement.js';

/** One time that an organisation is a party. */
export interface Party {
  readonly organizationId: string;
  readonly from: Day;
  /** The date of the act that made it one. */
  readonly joined: LoggedDate;
  readonly by: string;
  readonly left: { readonly date: LoggedDate; readonly notified: Day; readonly by: LoggedEvent } | null;
  /** When it is a party again. */
  readonly again: Day | null;
}

/** Why parties, or intents, are not replayed. */
export interface NotKnown {
  readonly because: string;
}

/** A joining or a leaving. */
interface Turn {
  readonly act: LoggedEvent;
  readonly joins: boolean;
  readonly day: Day;
}

/** Who is a party, by the days that count, of an agreement whose line is replayed. */
export function partiesOf(facts: readonly LoggedEvent[], line: StatusLine): readonly Party[] | NotKnown {
  const registration = ofType(facts, 'AgreementRegistered')[0];
  const joins =
    textIn(registration as LoggedEvent, 'bindingOn') === 'RATIFICATION' ? 'PartnerRatified' : 'PartnerSigned';
  const turns = turnsOf(facts, joins, line);
  const parties: Party[] = [];
  for (const [organizationId, own] of turns) {
    const wrong = own.find(({ joins: joining }, place) => joining !== (place % 2 === 0));
    if (wrong)
      return { because: `${wrong.act.type} ${wrong.act.id}: ${organizationId} had joined, or left, before` };
    const late = own.find(({ day }, place) => place > 0 && day < (own[place - 1] as Turn).day);
    if (late) return { because: `${late.act.type} ${late.act.id}: it is not clear what came first` };
    const after = own.find(({ act, joins: joining }) => !joining && hasEnded(line, act.effective.point));
    if (after) return { because: `${after.act.type} ${after.act.id}: it takes effect after the end` };
    parties.push(...own.flatMap((turn, place) => (turn.joins ? [partyOf(organizationId, own, place)] : [])));
  }
  return parties;
}

function partyOf(organizationId: string, own: readonly Turn[], place: number): Party {
  const { act, day } = own[place] as Turn;
  const leaving = own[place + 1]?.act;
  return {
    organizationId,
    from: day,
    joined: act.effective,
    by: act.id,
    left: leaving ? { date: leaving.effective, notified: leaving.occurred.point, by: leaving } : null,
    again: own[place + 2]?.day ?? null,
  };
}

function turnsOf(
  facts: readonly LoggedEvent[],
  binding: string,
  { entry }: StatusLine,
): ReadonlyMap<string, readonly Turn[]> {
  const revoked = new Set(
    ofType(facts, 'PartnerWithdrawalRevoked').map((one) => textIn(one, 'notificationEventId')),
  );
  const turns = new Map<string, Turn[]>();
  const add = (organizationId: string | null, act: LoggedEvent, joins: boolean, day: Day): void => {
    const own = turns.get(organizationId ?? '') ?? [];
    own.push({ act, joins, day });
    turns.set(organizationId ?? '', own);
  };
  for (const act of byDay(facts)) {
    const { point } = act.effective;
    const organizationId = textIn(act, 'organizationId');
    if (act.type === 'PartnerSigned' && act.type === binding) add(organizationId, act, true, point);
    // Other joinings make a party when the agreement is in force.
    else if ((act.type === binding || act.type === 'PartnerAcceded') && entry)
      add(organizationId, act, true, point > entry.effective.point ? point : entry.effective.point);
    else if (act.type === 'PartnerWithdrawalNotified' && !revoked.has(act.id))
      add(organizationId, act, false, point);
    else if (act.type === 'PartnerSucceeded') {
      add(textIn(act, 'predecessorId'), act, false, point);
      add(textIn(act, 'successorId'), act, true, point);
    }
  }
  return turns;
}

const ENDED = ['EXPIRED', 'TERMINATED', 'SUPERSEDED', 'ABANDONED'];

function hasEnded({ steps }: StatusLine, day: Day): boolean {
  return ENDED.includes(steps.findLast(({ from }) => from === '-infinity' || from <= day)?.status ?? '');
}

/** What each party is from day to day: a party, about to leave, gone. */
export function participationStatements(
  facts: readonly LoggedEvent[],
  parties: readonly Party[],
): readonly Statement[] {
  const notices = noticesOf(facts);
  return parties.flatMap((party): readonly Statement[] => {
    const { organizationId, from, by, left, again } = party;
    const said = (
      role: string,
      days: { readonly from: Day; readonly to: Day },
      event: string,
    ): Statement => ({
      table: 'participation',
      ...days,
      values: { organization_id: organizationId, role },
      by: event,
    });
    const end = left?.date.point ?? 'infinity';
    const standing = (notices.get(organizationId) ?? []).filter(
      (notice) => notice.from >= from && (notice.to !== null || notice.by === left?.by.id),
    );
    const noticed = (day: Day) =>
      standing.find((one) => one.from <= day && (one.to === null || day < one.to));
    const cuts = [...new Set([from, ...standing.flatMap((one) => [one.from, one.to ?? end])])]
      .filter((day) => day >= from && day < end)
      .toSorted();
    const gone = left && {
      role: left.by.type === 'PartnerSucceeded' ? 'SUCCEEDED' : 'WITHDRAWN',
      by: left.by.id,
    };
    return [
      ...cuts.map((day, place) => {
        const notice = noticed(day);
        const days = { from: day, to: cuts[place + 1] ?? end };
        return notice ? said('WITHDRAWAL_NOTIFIED', days, notice.by) : said('PARTY', days, by);
      }),
      ...(gone ? [said(gone.role, { from: end, to: again ?? 'infinity' }, gone.by)] : []),
    ];
  });
}

interface Notice {
  readonly from: Day;
  /** When it was revoked. */
  readonly to: Day | null;
  readonly by: string;
}

function noticesOf(facts: readonly LoggedEvent[]): ReadonlyMap<string, readonly Notice[]> {
  const revoked = new Map(
    ofType(facts, 'PartnerWithdrawalRevoked').map((one) => [
      textIn(one, 'notificationEventId'),
      one.effective.point,
    ]),
  );
  const notices = ofType(facts, 'PartnerWithdrawalNotified');
  return Map.groupBy(
    notices.map((one) => ({
      from: one.occurred.point,
      to: revoked.get(one.id) ?? null,
      by: one.id,
      organizationId: textIn(one, 'organizationId') ?? '',
    })),
    ({ organizationId }) => organizationId,
  );
}

/** Signatories of what binds by ratification, until they are parties. */
export function signatoryStatements(
  facts: readonly LoggedEvent[],
  parties: readonly Party[],
): readonly Statement[] {
  const registration = ofType(facts, 'AgreementRegistered')[0];
  if (!registration || textIn(registration, 'bindingOn') !== 'RATIFICATION') return [];
  return ofType(facts, 'PartnerSigned').flatMap((signature): readonly Statement[] => {
    const organizationId = textIn(signature, 'organizationId') ?? '';
    const from = signature.effective.point;
    const to = parties.find((party) => party.organizationId === organizationId)?.from ?? 'infinity';
    const values = { organization_id: organizationId, role: 'SIGNATORY' };
    return from < to ? [{ table: 'participation', from, to, values, by: signature.id }] : [];
  });
}

/** An end that an intent can come to. */
interface IntentEnd {
  readonly state: 'FULFILLED' | 'LAPSED' | 'WITHDRAWN';
  readonly day: Day;
  readonly by: string;
}

/** What became of each intent, from day to day. */
export function intentStatements(
  facts: readonly LoggedEvent[],
  parties: readonly Party[],
): readonly Statement[] | NotKnown {
  const withdrawals = [...byDay(ofType(facts, 'PartnerIntentWithdrawn'))];
  const statements: Statement[] = [];
  for (const declared of byDay(ofType(facts, 'PartnerIntentDeclared'))) {
    const organizationId = textIn(declared, 'organizationId') ?? '';
    const { point, earliest } = declared.effective;
    const own = parties.filter((party) => party.organizationId === organizationId);
    if (own.some(({ left }) => left)) return { because: `${organizationId} intended to join, and left` };
    const [party] = own;
    const withdrawal = withdrawals.find(
      (one) => textIn(one, 'organizationId') === organizationId && !endsBefore(one.effective, earliest),
    );
    const fulfilled = party && {
      state: 'FULFILLED' as const,
      day: endsBefore(party.joined, earliest) ? point : party.joined.point,
      by: party.by,
    };
    const ends: readonly IntentEnd[] = [
      ...(fulfilled ? [fulfilled] : []),
      ...lapseOf(declared),
      ...(withdrawal
        ? [{ state: 'WITHDRAWN' as const, day: withdrawal.effective.point, by: withdrawal.id }]
        : []),
    ];
    if (ends.some(({ day }) => day < point))
      return { because: `the intent ${declared.id} may have ended before its day` };
    const end = ends.reduce<IntentEnd | null>((a, b) => (a === null || b.day < a.day ? b : a), null);
    if (withdrawal && end?.state === 'WITHDRAWN') withdrawals.splice(withdrawals.indexOf(withdrawal), 1);
    const said = (state: string, from: Day, to: Day, by: string): Statement => ({
      table: 'intent',
      from,
      to,
      values: { event_id: declared.id, organization_id: organizationId, state },
      by,
    });
    if (!end || end.day > point) statements.push(said('OPEN', point, end?.day ?? 'infinity', declared.id));
    if (end) statements.push(said(end.state, end.day, 'infinity', end.by));
  }
  return statements;
}

function endsBefore({ latest }: LoggedDate, day: Day | null): boolean {
  return latest !== null && day !== null && latest < day;
}

function lapseOf(declared: LoggedEvent): readonly IntentEnd[] {
  const expectedBy = textIn(declared, 'expectedBy');
  if (expectedBy === null) return [];
  const { point } = declared.effective;
  const day = daysAfter(expectedBy < point ? point : expectedBy, 1);
  return [{ state: 'LAPSED', day, by: declared.id }];
}
