import type { PastEvent } from '../../rules/decision.js';
import { growing } from '../../rules/growing.js';
import { fromDayNumber } from '../../time/day.js';
import { organizationsNamed } from '../organizations-named.js';
import { actsOf, compareKeys } from './act.js';
import type { Fitted, FittedLine, Stretch } from './bounds.js';
import { endRange } from './end.js';
import { areBy, joiningsOf, together, type Joinings } from './joinings.js';
import type { AgreementLine, Folded } from './line.js';
import type { LineEvent, LineEventOf, LineEventType } from './line-event.js';
import { participationOf } from './parties.js';
import { onPoint, rangeOf, type Range } from './span.js';
import type { Step } from './status-on.js';

type JoiningEvent = LineEventOf<'PartnerSigned'> | LineEventOf<'PartnerAcceded'>;

/**
 * The line with one joining more, where that changes nothing of what the other acts are: they all count, and the joining is
 * the last of them by its date, of an organisation that is not named yet. Null where it may change something: then all is
 * folded. What it answers is what a fold of all would; an agreement of thousands of parties is not folded for each.
 */
export function withOneMore(
  { line, fitted }: Folded,
  events: readonly PastEvent[],
  event: LineEvent,
): Folded | null {
  if (event.type !== 'PartnerSigned' && event.type !== 'PartnerAcceded') return null;
  const [stretch, ...more] = fitted.stretches;
  if (!stretch || more.length > 0 || !isPlain(line, stretch)) return null;
  if (organizationsNamed(events).has(event.data.organizationId) || someMove(events)) return null;
  const own = rangeOf(event.effective);
  const signatures = joiningsOf(stretch.signatures);
  const joinings = together(signatures, joiningsOf(stretch.accessions));
  if (!joinings.lastKey || compareKeys(joinings.lastKey, own) > 0) return null;
  if (joinings.lastRecorded > event.order || joinings.latest > own.l) return null;
  const others = [stretch.opening, ...stretch.ratifications, stretch.entry];
  if (others.some((other) => other && other.act.range.e > own.l)) return null;
  const first = stretch.signatures[0] ?? stretch.accessions[0];
  const end = first ? endRange(first.end, fitted.entry) : null;
  if ((end !== null && !stretch.expiry) || !isFreeOf(stretch, joinings, event, own)) return null;
  const range = rangeBeside(stretch, own);
  if (!isAfterTwo(joinings, range)) return null;
  const signs = event.type === 'PartnerSigned';
  if (signs && !isAfterTwo(signatures, range)) return null;
  return added(line, fitted, stretch, event, range);
}

/** Whether joinings can be added to a line one by one, as far as it is known before they come. */
export function takesOneMore({ line, fitted }: Folded): boolean {
  const [stretch, ...more] = fitted.stretches;
  return stretch !== undefined && more.length === 0 && isPlain(line, stretch);
}

/** Whether a line has nothing that a joining could disturb but an opening, an entry and an expiry. */
function isPlain(line: AgreementLine, stretch: Stretch): boolean {
  const { begin, opening, moves, pauses, ending, entry } = stretch;
  const listed = opening?.act.event.type === 'AgreementOpenedForSignature' && opening.act.event.data.eligible;
  return (
    line.bindingOn === 'SIGNATURE' &&
    !line.gaveUp &&
    line.passedOver.length + line.passedOverBeside.length === 0 &&
    !begin &&
    !ending &&
    moves.length + pauses.length === 0 &&
    !listed &&
    !entry?.act.retroactive
  );
}

const MOVES: ReadonlySet<string> = new Set<LineEventType>([
  'PartnerWithdrawalNotified',
  'PartnerWithdrawalRevoked',
  'PartnerSucceeded',
  'AgreementSuspended',
  'AgreementResumed',
]);

/** Whether some parties leave or are suspended. */
const someMove = growing<PastEvent, boolean>(
  (come, before) => (before ?? false) || come.some(({ type }) => MOVES.has(type)),
);

/** Whether opening, entry and expiry stay as they are. */
function isFreeOf(
  { opening, entry, expiry }: Stretch,
  joinings: Joinings,
  { type }: JoiningEvent,
  own: Range,
): boolean {
  if (opening && type === 'PartnerSigned' && !isNotBefore(own, opening.range)) return false;
  if (expiry && !isNotBefore(expiry.range, { e: own.e + 1, l: own.l + 1, p: own.p + 1 })) return false;
  if (!entry) return true;
  const { l, p } = entry.range;
  return areBy(joinings.firstThere, 2, p) && (areBy(joinings.first.e, 3, l) || own.e > l);
}

/** Its bounds among the others: no later than the entry where its point is not. */
function rangeBeside({ entry }: Stretch, own: Range): Range {
  if (!entry || own.e > entry.range.l || own.p > entry.act.range.p) return own;
  const l = Math.max(own.e, Math.min(own.l, entry.range.l));
  const p = Math.max(own.e, Math.min(own.p, l));
  return l === own.l && p === own.p ? own : { e: own.e, l, p };
}

/** Whether two of some acts have no day after those of another, by each kind of day. */
function isAfterTwo({ first }: Joinings, own: Range): boolean {
  return areBy(first.e, 2, own.e) && areBy(first.l, 2, own.l) && areBy(first.p, 2, own.p);
}

function isNotBefore(a: Range, b: Range): boolean {
  return a.e >= b.e && a.l >= b.l && a.p >= b.p;
}

function added(
  line: AgreementLine,
  fitted: FittedLine,
  stretch: Stretch,
  event: JoiningEvent,
  range: Range,
): Folded {
  const [act] = actsOf([event], new Set());
  const end = stretch.signatures[0]?.end ?? stretch.accessions[0]?.end;
  if (!act || !end) throw new Error('a line with two joinings has none');
  const one: Fitted = { act, range, end };
  const signs = event.type === 'PartnerSigned';
  const grown: Stretch = signs
    ? { ...stretch, signatures: [...stretch.signatures, one] }
    : { ...stretch, accessions: [...stretch.accessions, one] };
  const withIt: FittedLine = { ...fitted, stretches: [grown] };
  const participation = participationOf(one, withIt);
  return {
    fitted: withIt,
    line: {
      ...line,
      steps: signs ? line.steps.map((step) => decidedByIt(step, event, range)) : line.steps,
      participations: participation ? [...line.participations, participation] : line.participations,
      tries: line.tries + 1,
    },
  };
}

/** The last signature by key among those on the day of a step is the one that decided it, and this one is the last. */
function decidedByIt(step: Step, event: LineEventOf<'PartnerSigned'>, { p }: Range): Step {
  const bySignatures = step.decidedBy[0]?.type === 'PartnerSigned';
  if (!bySignatures || step.point !== fromDayNumber(p)) return step;
  return { ...step, since: onPoint(event.effective, step.point), decidedBy: [event] };
}
