import type { PastEvent } from '../../rules/decision.js';
import type { Day } from '../../time/day.js';
import { actsOf, sortedByKey } from './act.js';
import { fitBounds, type FittedLine } from './bounds.js';
import { contentsOf } from './content.js';
import { countActs, type Counted } from './counted.js';
import { endSetBy, NO_END, type End } from './end.js';
import { intentsOf } from './intents.js';
import { leadsOf } from './leads.js';
import { isAct, type ActEvent } from './lifecycle.js';
import type { AgreementLine, Folded } from './line.js';
import { eventsOf, isLineEvent, type LineEvent, type LineEventOf } from './line-event.js';
import { alternating, isPartyOn, participationsOf } from './parties.js';
import { whyPassedOver, type PassedOver } from './passed-over.js';
import { rangeOf } from './span.js';
import { LIVE, type AgreementStatus } from './status.js';
import { stepOf, statusByPoints } from './status-on.js';
import { stepsOf } from './steps.js';
import { partialSuspensionsOf, wholeSuspensionsOf } from './suspensions.js';
import { termsOf } from './terms.js';

const NOTHING: AgreementLine = {
  registration: null,
  bindingOn: 'SIGNATURE',
  contents: [],
  steps: [],
  participations: [],
  intents: [],
  terms: [],
  leads: [],
  opening: null,
  passedOver: [],
  passedOverBeside: [],
  suspensions: [],
  tries: 0,
  gaveUp: false,
};

/** Folds all facts of an agreement, in any order: section 3 of `docs/semantics.md` has the rules. */
export function foldAll(recorded: readonly PastEvent[]): Folded {
  const events = (recorded as readonly { readonly type: string }[]).filter(isLineEvent);
  const [registration] = eventsOf(events, 'AgreementRegistered');
  if (!registration) return { line: NOTHING, fitted: { stretches: [], entry: null, firstTerm: null } };
  const bindingOn = registration.data.bindingOn ?? 'SIGNATURE';
  const sorted = sortedByKey(events.filter(isAct));
  const first = sorted.find(
    (event): event is LineEventOf<'AgreementTermSet'> => event.type === 'AgreementTermSet',
  );
  const firstEnd = first ? endSetBy(first, NO_END) : NO_END;
  const setting = { bindingOn, firstEnd, firstTerm: first ?? null };
  const { returning, repeated } = membershipOf(events, sorted);
  const acts = actsOf(
    sorted.filter((event) => event !== first && !repeated.has(event.id)),
    returning,
  );
  const counted = countActs(acts, setting);
  const fitted = fitBounds(counted.placed, setting, LIVE.includes(lastStatus(counted)));
  const steps = stepsOf(fitted).map((step) => stepOf(step, fitted));
  const statusOn = (day: Day) => statusByPoints(registration, steps, day);
  const { participations, passedOver } = participationsOf(events, fitted, bindingOn, statusOn);
  const uncounted = new Set(counted.passedOver.map(({ event }) => event.id));
  const partial = partialSuspensionsOf(events, {
    statusOn,
    isParty: (organizationId, day) =>
      participations.some((one) => one.organizationId === organizationId && isPartyOn(one, day)),
    counts: ({ id }) => !uncounted.has(id),
  });
  const end = lastEnd(counted, setting.firstEnd);
  const line: AgreementLine = {
    registration,
    bindingOn,
    contents: contentsOf(registration, events),
    steps,
    participations,
    intents: intentsOf(events, participations),
    terms: termsOf(first ?? null, fitted),
    leads: leadsOf(events),
    opening: openingIn(fitted),
    passedOver: [
      ...counted.passedOver.map((act) => whyPassedOver(act, fitted, { end, bindingOn, statusOn })),
      ...sorted
        .filter(({ id }) => repeated.has(id))
        .map((event): PassedOver => ({ event, because: 'ALREADY_PARTY' })),
    ],
    passedOverBeside: [...passedOver, ...partial.passedOver],
    suspensions: [...wholeSuspensionsOf(steps), ...partial.suspensions],
    tries: counted.tries,
    gaveUp: counted.gaveUp,
  };
  return { line, fitted };
}

/**
 * Of organisations that left, or that succeeded another: which joinings are returns, and which are repeated while it is a
 * party already. For other organisations the order of all acts decides.
 */
function membershipOf(
  events: readonly LineEvent[],
  sorted: readonly ActEvent[],
): { readonly returning: ReadonlySet<string>; readonly repeated: ReadonlySet<string> } {
  const returning = new Set<string>();
  const repeated = new Set<string>();
  const revoked = new Set(
    eventsOf(events, 'PartnerWithdrawalRevoked').map(({ data }) => data.notificationEventId),
  );
  const withdrawals = eventsOf(events, 'PartnerWithdrawalNotified').filter(({ id }) => !revoked.has(id));
  const successions = eventsOf(events, 'PartnerSucceeded');
  const moved = new Set([
    ...withdrawals.map(({ data }) => data.organizationId),
    ...successions.flatMap(({ data }) => [data.predecessorId, data.successorId]),
  ]);
  for (const organizationId of moved) {
    const turnOf = (event: LineEvent, joins: boolean) => {
      const range = rangeOf(event.effective);
      return { id: event.id, joins, range, key: range, order: event.order };
    };
    const joinings = sorted.filter(
      (event) =>
        (event.type === 'PartnerSigned' || event.type === 'PartnerAcceded') &&
        event.data.organizationId === organizationId,
    );
    const turns = [
      ...joinings.map((event) => turnOf(event, true)),
      ...withdrawals
        .filter(({ data }) => data.organizationId === organizationId)
        .map((event) => turnOf(event, false)),
      ...successions
        .filter(({ data }) => data.predecessorId === organizationId)
        .map((event) => turnOf(event, false)),
      ...successions
        .filter(({ data }) => data.successorId === organizationId)
        .map((event) => turnOf(event, true)),
    ];
    const taken = alternating(turns);
    for (const event of joinings) {
      const place = taken.findIndex(({ id }) => id === event.id);
      if (place < 0) repeated.add(event.id);
      else if (place > 0) returning.add(event.id);
    }
  }
  return { returning, repeated };
}

function lastStatus({ placed }: Counted): AgreementStatus {
  const last = placed.findLast(({ kind }) => kind !== 'UNTIL');
  if (!last) return 'DRAFT';
  return last.kind === 'ACT' ? last.status : 'EXPIRED';
}

function lastEnd({ placed }: Counted, first: End): End {
  const last = placed.findLast((one) => one.kind === 'ACT');
  return last?.end ?? first;
}

function openingIn(line: FittedLine): LineEventOf<'AgreementOpenedForSignature'> | null {
  for (const { opening } of line.stretches)
    if (opening?.act.event.type === 'AgreementOpenedForSignature') return opening.act.event;
  return null;
}
