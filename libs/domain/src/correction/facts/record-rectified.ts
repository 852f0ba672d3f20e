import { fact } from '../../facts/fact.js';
import { decider, evidenceMissing, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { checkShape } from '../../rules/act.js';
import { accept, refuse, type Refusal } from '../../rules/decision.js';
import { ANY_STREAM } from '../../streams.js';
import { DIRECTIVE_MEMBERS } from '../directive.js';
import { RECTIFIED } from '../in-effect.js';
import { corrections } from '../judged-together.js';
import type { AskedPatch } from '../patch.js';
import { claimsChanged, namedByPatches, withPatches, type WantedPatch } from '../rectifying.js';
import { claimsIn, referencesIn } from '../../facts/walk.js';
import { checkExistence, checkShape } from '../../rules/act.js';
import {
  accept,
  refuse,
  type Claim,
  type Decision,
  type DraftEvent,
  type JsonObject,
  type PastEvent,
  type Reference,
  type Refusal,
} from '../../rules/decision.js';
import { subjectMember } from '../../facts/fact.js';
import { ANY_STREAM } from '../../streams.js';
import { asRecorded, directive, DIRECTIVE_MEMBERS } from '../directive.js';
import { correctedIn, correctionsIn, inEffect, isCorrection, patched, RECTIFIED } from '../in-effect.js';
import { judgedAgain } from '../judged-again.js';
import { readPatch, within, type AskedPatch, type ReadPatch } from '../patch.js';

/** The most records that one command corrects. */
export const MOST_RECORDS = 20;

export const record = m.object('RecordPatchInput', 'A record to correct, and what it says instead.', {
  eventId: m.eventId('The event that recorded it.'),
  set: m.optional(m.json('Members to set, whole, by the names of the input that records such a fact.')),
  setSealed: m.optional(
    m.sealed(m.json('What is confidential of them: texts that are sealed, and notes of dates.')),
  ),
  remove: m.optional(m.list(m.word('Members to take away.'))),
});

const uncertainDate = m.json('The whole date that stands in the place of the recorded one.');

const set = m.object('RecordSet', 'What a rectification sets.', {
  occurred: m.optional(uncertainDate),
  effective: m.optional(uncertainDate),
  data: m.optional(m.json('Members of the data, whole.')),
});

/** What was recorded was wrong from the beginning: here is what it should have said. */
export const RecordRectified = fact({
  type: RECTIFIED,
  stream: ANY_STREAM,
  command: 'rectifyRecord',
  recorder: 'DEPOSITARY',
  depositaryAlone: true,
  fixed: 'ALL',
  says: {
    fr: 'Rectifie des enregistrements erronés; ce que le registre savait avant reste consultable.',
    en: 'Rectifies records that were wrong; what the ledger knew before can still be asked.',
  },
  called: { fr: 'rectification', en: 'rectification' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    ...DIRECTIVE_MEMBERS,
    records: m.askedOnly(m.list(record('The records to correct, at most 20.'), { atLeast: 1 })),
    target: m.computed(m.eventId('The event that is corrected.')),
    targetType: m.computed(m.word('Its type.')),
    targetSchema: m.computed(m.count('The version of its type by which the correction is written.')),
    set: m.optional(m.computed(set('What it says instead.'))),
    removed: m.optional(m.computed(m.list(m.word('Members of the data that it says no more.')))),
  },
});

type Rectifying = Asked<typeof RecordRectified>;

export const rectifyRecord = decider(RecordRectified, {
  names: ({ records }, known) => namedByPatches(records as readonly AskedPatch[], known),
  claims: ({ records }, known) =>
    claimsChanged(known, known.history, withPatches(known, known.history, wantedOf(records))),
  decide(asked, late) {
    const unfit = checkShape(asked.input, asked.fact.members) ?? tooMany(asked);
    if (unfit) return unfit;
    const made = corrections(asked, { rectify: wantedOf(asked.input.records), annul: [] });
    if (made.refused) return made;
    return late ?? evidenceMissing(asked) ?? accept(made.drafts, made);
  names: (input, known) =>
    input.records.flatMap((asked) => {
      const target = known.history.find(({ id }) => id === asked.eventId);
      const found = target && known.deciderOfType(target.type);
      // What the record names is among them: whose words a sealed text may hold.
      if (!found) return [];
      const before = target.data as object;
      return [before, { ...before, ...asked.set }].flatMap((of) => namedBy(found.fact, of));
    }),
  claims(input, known) {
    const history = input.records.reduce((events, asked, index) => {
      const read = readTarget(known, events, asked, index);
      if ('refused' in read) return events;
      const patch = {
        target: asked.eventId,
        set: { data: asked.set ?? {} },
        removed: asked.remove ?? [],
      };
      const draft = { type: RECTIFIED, occurred: read.event.occurred, effective: read.event.effective };
      return [...events, asRecorded({ ...draft, data: patch, confidential: [] }, events)];
    }, known.history);
    return claimsChanged(known, known.history, history);
  },
  decide(asked) {
    const shape = checkShape(asked.input, asked.fact.members) ?? tooMany(asked);
    if (shape) return shape;
    const made = correctionsAsked(asked);
    return 'refused' in made ? made : judgeTogether(asked, made);
  },
});

/** The records of an input, each where it stands in it. */
export function wantedOf(
  records: Rectifying['input']['records'] | undefined,
  member = 'records',
): readonly WantedPatch[] {
  return (records ?? []).map((patch, index) => ({
    patch: patch as AskedPatch,
    field: `${member}.${index}`,
  }));
}

function tooMany({ input: { records } }: Rectifying): Refusal | null {
  if (records.length > MOST_RECORDS || records.length === 0)
function correctionsAsked(asked: Rectifying): Corrections | Refusal {
  let made: Corrections = { drafts: [], read: [], history: asked.history };
  for (const [index, one] of asked.input.records.entries()) {
    const field = `records.${index}`;
    const target = readTarget(asked, made.history, one, index);
    if ('refused' in target) return target;
    const { event } = target;
    const events = inEffect(made.history).filter(({ id }) => id !== event.id);
    const patch = readPatch(target.decider, event, one as AskedPatch, field, { ...asked, events });
    if (patch.refused) return patch;
    const unfit =
      missingIn(asked, target.decider.fact, patch, field) ?? refusedBy(target.decider, patch, 'shape', field);
    if (unfit) return unfit;
    if (patch.changesNothing) return refuse('NOTHING_CHANGES', field);
    const draft = draftOf(asked, patch, event.type, target.decider.fact.version);
    made = {
      drafts: [...made.drafts, draft],
      read: [...made.read, patch],
      history: [...made.history, asRecorded(draft, made.history)],
    };
  }
  return made;
}

/** What a correction newly names has to exist. */
function missingIn(
  { context }: Rectifying,
  of: Fact,
  { given, asked }: ReadPatch,
  field: string,
): Refusal | null {
  const newly = namedBy(of, asked.input).filter(({ field: path }) => {
    const [name = ''] = path.split('.');
    const member = of.members[name];
    // An id means another thing where its kind changes.
    return name in given || (member?.kind === 'idOf' && member.by in given);
  });
  return checkExistence(
    newly.map((named) => ({ ...named, field: `${field}.set.${named.field}` })),
    context,
  );
}

function draftOf(
  asked: Rectifying,
  { patch, confidential }: ReadPatch,
  type: string,
  version: number,
): DraftEvent {
  const { authority, reason } = asked.input;
  return directive(
    RECTIFIED,
    asked.draft.occurred,
    asked,
    {
      ...(patch as unknown as JsonObject),
      targetType: type,
      targetSchema: version,
      ...(authority !== undefined && { authority }),
    },
    [{ pointer: '/data/reason', value: reason }, ...confidential],
  );
}

/** The stages after existence, judged with all corrections of the command in their places. */
function judgeTogether(asked: Rectifying, { history, read, drafts }: Corrections): Decision {
  const after = inEffect(history);
  const targets = new Map(read.map(({ patch }, index) => [patch.target, `records.${index}`]));
  const again = judgedAgain(asked.input.stream, asked.events, after, targets);
  const stages: readonly ((patch: ReadPatch, index: number) => Refusal | null)[] = [
    (patch, index) => refusedOf(asked, patch, after, 'identity', index),
    () => again.refused,
    (patch, index) => patch.late ?? refusedOf(asked, patch, after, 'term', index),
  ];
  for (const stage of stages)
    for (const [index, patch] of read.entries()) {
      const refused = stage(patch, index);
      if (refused) return refused;
    }
  const unsupported = evidenceMissing(asked);
  if (unsupported) return unsupported;
  const overridden = read.flatMap(({ asked: { policies } }) => policies.overridden);
  return accept(drafts, { advice: again.advice, overridden: [...new Set(overridden)] });
}

function refusedOf(
  asked: Rectifying,
  patch: ReadPatch,
  after: readonly PastEvent[],
  stage: 'identity' | 'term',
  index: number,
): Refusal | null {
  const of = asked.deciderOfType(patch.asked.fact.type);
  const events = after.filter(({ id }) => id !== patch.patch.target);
  return of && refusedBy(of, { ...patch, asked: { ...patch.asked, events } }, stage, `records.${index}`);
}

function refusedBy(
  { rules }: NonNullable<ReturnType<Rectifying['deciderOfType']>>,
  patch: ReadPatch,
  stage: 'shape' | 'identity' | 'term',
  field: string,
): Refusal | null {
  const [refused] = against(patch.asked, rules[stage]);
  return refused ? within(refused, field) : null;
}

function tooMany({ input }: Rectifying): Refusal | null {
  if (input.records.length > MOST_RECORDS || input.records.length === 0)
    return refuse('VALIDATION_FAILED', 'records', { problem: 'RECORDS_NEEDED', most: MOST_RECORDS });
  return nothingAsked(records, 'records');
}

/** A record of which nothing is to be set or taken away. */
export function nothingAsked(
  records: Rectifying['input']['records'] | undefined,
  member: string,
): Refusal | null {
  const empty = (records ?? []).findIndex(
    ({ set: given, setSealed, remove }) =>
      Object.keys(given ?? {}).length + Object.keys(setSealed ?? {}).length + (remove ?? []).length === 0,
  );
  return empty < 0 ? null : refuse('VALIDATION_FAILED', `${member}.${empty}`, { problem: 'RECORD_NEEDED' });
}
