import { isNotice, subjectMember, type Fact } from '../facts/fact.js';
import { against, type Asked, type Decider, type Known } from '../facts/judge.js';
import { claimsHeld, referencesIn } from '../facts/walk.js';
import { checkExistence } from '../rules/act.js';
import {
  refuse,
  type Claim,
  type ClaimsChanged,
  type DraftEvent,
  type JsonObject,
  type PastEvent,
  type Reference,
  type Refusal,
} from '../rules/decision.js';
import { identifierKey } from '../rules/identifiers.js';
import { asRecorded, directive } from './directive.js';
import { correctedIn, correctionsIn, inEffect, isCorrection, patched, RECTIFIED } from './in-effect.js';
import { readPatch, within, type AskedPatch, type ReadPatch } from './patch.js';

/** A command that corrects records of its stream, while it is judged. */
export interface Correcting extends Known, Pick<Asked, 'events' | 'context' | 'policies'> {
  readonly input: Asked['input'] & {
    readonly stream: string;
    readonly reason: string;
    readonly authority?: string;
  };
  readonly draft: Pick<DraftEvent, 'occurred'>;
}

/** A record that a command corrects, and where its input asks for that: `records.0`. */
export interface WantedPatch {
  readonly patch: AskedPatch;
  readonly field: string;
}

/** A rectification as it would be recorded, and the record that it makes. */
export interface Rectification {
  readonly draft: DraftEvent;
  readonly read: ReadPatch;
  readonly field: string;
}

/** Rectifications read one after the other, each on what those before it made; up to existence and shape. */
export function rectifications(
  asked: Correcting,
  wanted: readonly WantedPatch[],
): { readonly refused: false; readonly made: readonly Rectification[] } | Refusal {
  const made: Rectification[] = [];
  let { history } = asked;
  for (const { patch: one, field } of wanted) {
    const target = readTarget(asked, history, one, field);
    if ('refused' in target) return target;
    const { event, decider } = target;
    const events = inEffect(history).filter(({ id }) => id !== event.id);
    const read = readPatch(decider, event, one, field, { ...asked, events });
    if (read.refused) return read;
    const [shape] = against(read.asked, decider.rules.shape);
    const unfit = missingIn(asked, decider.fact, read, field) ?? (shape && within(shape, field));
    if (unfit) return unfit;
    if (read.changesNothing) return refuse('NOTHING_CHANGES', field);
    const draft = draftOf(asked, read, event.type, decider.fact.version);
    made.push({ draft, read, field });
    history = [...history, asRecorded(draft, history)];
  }
  return { refused: false, made };
}

/** What a correction newly names has to exist. */
function missingIn(
  { context }: Correcting,
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
  asked: Correcting,
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

/** The record that is to be corrected, as it is now, and how such a record is judged. */
function readTarget(
  known: Known,
  history: readonly PastEvent[],
  { eventId }: Pick<AskedPatch, 'eventId'>,
  field: string,
): Refusal | { readonly decider: Decider; readonly event: PastEvent } {
  const at = `${field}.eventId`;
  const recorded = history.find(({ id }) => id === eventId);
  if (!recorded) return refuse('TARGET_NOT_FOUND', at, { id: eventId });
  const found = known.deciderOfType(recorded.type);
  if (!found || !saysSomething(recorded, found))
    return refuse('TARGET_NOT_ALLOWED', at, { type: recorded.type });
  const { annulledBy, rectifiedBy } = correctedIn(correctionsIn(history), eventId);
  if (annulledBy) return refuse('TARGET_ANNULLED', at, { id: eventId });
  return { decider: found, event: patched(recorded, rectifiedBy) };
}

/** True for a fact that somebody recorded and that can be wrong in a member: no correction, no notice. */
export function saysSomething(event: PastEvent, { fact }: Decider): boolean {
  return !isCorrection(event) && fact.fixed !== 'ALL' && !isNotice(fact);
}

/** What the records of a command name: whose words a sealed text may hold, and what has to exist. */
export function namedByPatches(patches: readonly AskedPatch[], known: Known): readonly Reference[] {
  return patches.flatMap((asked) => {
    const target = known.history.find(({ id }) => id === asked.eventId);
    const found = target && known.deciderOfType(target.type);
    if (!found) return [];
    const before = target.data as object;
    return [before, { ...before, ...asked.set }].flatMap((of) => namedBy(found.fact, of));
  });
}

/** What a correction names in other streams; a source that is its own subject is not asked for. */
function namedBy(of: Fact, given: object): readonly Reference[] {
  return referencesIn(of.members, given, subjectMember(of));
}

/** A stream's history with rectifications in it as they are asked, before they are judged: for what they claim. */
export function withPatches(
  known: Known,
  history: readonly PastEvent[],
  wanted: readonly WantedPatch[],
): readonly PastEvent[] {
  return wanted.reduce((events, { patch, field }) => {
    const read = readTarget(known, events, patch, field);
    if ('refused' in read) return events;
    const data = { target: patch.eventId, set: { data: patch.set ?? {} }, removed: patch.remove ?? [] };
    const { occurred, effective } = read.event;
    return [...events, asRecorded({ type: RECTIFIED, occurred, effective, data, confidential: [] }, events)];
  }, history);
}

/** The claims that come into effect by corrections, and those that go. */
export function claimsChanged(
  known: Known,
  before: readonly PastEvent[],
  after: readonly PastEvent[],
): ClaimsChanged {
  const held = (history: readonly PastEvent[]): ReadonlyMap<string, Claim> =>
    new Map(
      claimsHeld(inEffect(history), (type) => known.deciderOfType(type)?.fact ?? null).map(
        ({ scheme, value }) => [identifierKey({ scheme, value }), { scheme, value }],
      ),
    );
  const [old, now] = [held(before), held(after)];
  const not = (some: ReadonlyMap<string, Claim>, of: ReadonlyMap<string, Claim>) =>
    [...of].flatMap(([key, claim]) => (some.has(key) ? [] : [claim]));
  return { taken: not(old, now), released: not(now, old) };
}
