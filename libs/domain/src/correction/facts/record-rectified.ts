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
