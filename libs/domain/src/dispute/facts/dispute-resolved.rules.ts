import { withAnnulments } from '../../correction/annulling.js';
import { decidedOn } from '../../correction/directive.js';
import { MOST_RECORDS, nothingAsked, wantedOf } from '../../correction/facts/record-rectified.js';
import { corrections, type Corrections, type Wanted } from '../../correction/judged-together.js';
import type { AskedPatch } from '../../correction/patch.js';
import { claimsChanged, namedByPatches, withPatches } from '../../correction/rectifying.js';
import { decider, evidenceMissing, type Asked } from '../../facts/judge.js';
import { accept, refuse, type Refusal } from '../../rules/decision.js';
import { disputesIn, type Dispute } from '../disputes.js';
import { subjectUnknown } from '../targets.js';
import { DisputeResolved } from './dispute-resolved.js';

type Resolving = Asked<typeof DisputeResolved>;
type Input = Resolving['input'];

export const resolveDispute = decider(DisputeResolved, {
  names: ({ disputes, rectify = [], annul = [] }, known) => {
    const disputed = disputesIn(known.history).filter(({ event }) => disputes.includes(event.id));
    const named = [...disputed.flatMap(({ targets }) => targets), ...annul];
    return namedByPatches(
      [...(rectify as readonly AskedPatch[]), ...named.map((eventId) => ({ eventId }))],
      known,
    );
  },
  claims(input, known) {
    const { rectify, annul } = wanted(input);
    const history = withAnnulments(withPatches(known, known.history, rectify), annul);
    return claimsChanged(known, known.history, history);
  },
  /** Of a resolution that comes back: another one may have resolved the same dispute since. */
  identity({ draft, events }) {
    const { disputes } = draft.data;
    const resolved = events.find(
      ({ type, data }) =>
        type === DisputeResolved.type &&
        (data as typeof draft.data).disputes.some((id) => disputes.includes(id)),
    );
    return resolved ? refuse('DISPUTE_NOT_OPEN', 'disputes', { id: resolved.id }) : null;
  },
  decide(asked, late) {
    const unfit = directivesUnfit(asked.input) ?? subjectUnknown(asked) ?? unknownDispute(asked);
    if (unfit) return unfit;
    const disputes = disputesIn(asked.history);
    const closed = notOpen(asked.input, disputes) ?? besideThePoint(asked.input, disputes);
    if (closed) return closed;
    const made = corrections(asked, wanted(asked.input));
    if (made.refused) return made;
    return late ?? evidenceMissing(asked) ?? accept([...made.drafts, resolution(asked, made)], made);
  },
});

function wanted({ rectify, annul = [] }: Input): Wanted {
  return {
    rectify: wantedOf(rectify, 'rectify'),
    annul: annul.map((eventId, index) => ({ eventId, field: `annul.${index}` })),
  };
}

/** Corrections that an outcome lacks, or that it does not have. */
function directivesUnfit({ outcome, rectify = [], annul = [] }: Input): Refusal | null {
  for (const [field, list] of Object.entries({ rectify, annul }))
    if (list.length > MOST_RECORDS)
      return refuse('VALIDATION_FAILED', field, { problem: 'RECORDS_NEEDED', most: MOST_RECORDS });
  if (outcome === 'RECTIFIED' && rectify.length === 0)
    return refuse('VALIDATION_FAILED', 'rectify', { problem: 'DIRECTIVE_NEEDED', outcome });
  if (outcome === 'ANNULLED' && annul.length === 0)
    return refuse('VALIDATION_FAILED', 'annul', { problem: 'DIRECTIVE_NEEDED', outcome });
  const corrects = outcome === 'RECTIFIED' || outcome === 'ANNULLED';
  const one = rectify.length > 0 ? 'rectify' : 'annul';
  if (!corrects && rectify.length + annul.length > 0)
    return refuse('VALIDATION_FAILED', one, { problem: 'NO_DIRECTIVE', outcome });
  return nothingAsked(rectify, 'rectify');
}

function unknownDispute({ history, input: { disputes } }: Resolving): Refusal | null {
  const index = disputes.findIndex((dispute) => !history.some(({ id }) => id === dispute));
  return index < 0 ? null : refuse('TARGET_NOT_FOUND', `disputes.${index}`, { id: disputes[index] ?? null });
}

/** What is no dispute, or one that was resolved, or whose record is annulled, is not open. */
function notOpen({ disputes }: Input, known: readonly Dispute[]): Refusal | null {
  const index = disputes.findIndex((id) => !known.some(({ event, open }) => open && event.id === id));
  return index < 0 ? null : refuse('DISPUTE_NOT_OPEN', `disputes.${index}`, { id: disputes[index] ?? null });
}

/** A correction that settles a dispute corrects something that is disputed. */
function besideThePoint(input: Input, known: readonly Dispute[]): Refusal | null {
  const { rectify, annul } = wanted(input);
  const corrected = [...rectify.map(({ patch }) => patch.eventId), ...annul.map(({ eventId }) => eventId)];
  if (corrected.length === 0) return null;
  const disputed = known.filter(({ event }) => input.disputes.includes(event.id));
  return disputed.some(({ targets }) => targets.some((id) => corrected.includes(id)))
    ? null
    : refuse('VALIDATION_FAILED', rectify.length > 0 ? 'rectify' : 'annul', {
        problem: 'DISPUTED_RECORD_NEEDED',
      });
}

function resolution(asked: Resolving, { drafts }: Corrections): Resolving['draft'] {
  const { draft, context } = asked;
  const directives = drafts.map((_, index) => context.eventIdAt(index));
  const data = { ...draft.data, ...(directives.length > 0 && { directives }) };
  return { ...draft, ...decidedOn(asked), data };
}
