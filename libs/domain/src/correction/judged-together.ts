import { against, type Asked } from '../facts/judge.js';
import type { PolicyCode } from '../rules/codes.js';
import { refuse, type Advice, type DraftEvent, type PastEvent, type Refusal } from '../rules/decision.js';
import { edgeKindOf } from '../rules/edges.js';
import { edgeRefused } from '../rules/edges-closed.js';
import { annulments, followed, type WantedAnnulment } from './annulling.js';
import { asRecorded } from './directive.js';
import { inEffect } from './in-effect.js';
import { judgedAgain } from './judged-again.js';
import { readPatch, within } from './patch.js';
import { rectifications, type Correcting, type WantedPatch } from './rectifying.js';

/** What a command corrects, in this order: records that say something else, then events that are taken out of effect. */
export interface Wanted {
  readonly rectify: readonly WantedPatch[];
  readonly annul: readonly WantedAnnulment[];
}

/** The corrections of a command that were judged together. */
export interface Corrections {
  readonly refused: false;
  readonly drafts: readonly DraftEvent[];
  readonly advice: readonly Advice[];
  readonly overridden: readonly PolicyCode[];
}

/** A record as corrections leave it or bring it back, which meets the rules of its own command once more. */
interface JudgedRecord {
  readonly asked: Asked;
  readonly late: Refusal | null;
  /** Where the command asks for it. */
  readonly at: (refusal: Refusal) => Refusal;
}

/** Judges the corrections of a command, all in their places: each from identity on, by the rules of its own command. */
export function corrections(asked: Correcting, { rectify, annul }: Wanted): Corrections | Refusal {
  const rectified = rectifications(asked, rectify);
  if (rectified.refused) return rectified;
  const annulled = annulments(asked, placed(asked.history, rectified.made), annul);
  if (annulled.refused) return annulled;
  const drafts = [...rectified.made, ...annulled.made];
  const history = placed(asked.history, drafts);
  const after = inEffect(history);
  for (const annulment of annulled.made) {
    const refused = followed(asked, annulment, after);
    if (refused) return refused;
  }
  const records = new Map<string, JudgedRecord>();
  const [firstAnnulled] = annulled.made;
  if (firstAnnulled) {
    const revived = revivedBy({ ...asked, history }, after, rectify, firstAnnulled.field);
    if ('refused' in revived) return revived;
    for (const [id, record] of revived.records) records.set(id, record);
  }
  for (const { read, field } of rectified.made) {
    const events = after.filter(({ id }) => id !== read.patch.target);
    records.set(read.patch.target, {
      asked: { ...read.asked, history, events },
      late: read.late,
      at: (refusal) => within(refusal, field),
    });
  }
  const judged = judgeRecords(asked, after, records);
  if (judged.refused) return judged;
  const overridden = [...asked.policies.overridden, ...judged.overridden];
  return {
    refused: false,
    drafts: drafts.map(({ draft }) => draft),
    advice: judged.advice,
    overridden: [...new Set(overridden)],
  };
}

function placed(
  history: readonly PastEvent[],
  made: readonly { readonly draft: DraftEvent }[],
): readonly PastEvent[] {
  return made.reduce((events, { draft }) => [...events, asRecorded(draft, events)], history);
}

/** What annulments bring back, beside the records that the command corrects itself. */
function revivedBy(
  asked: Correcting,
  after: readonly PastEvent[],
  rectify: readonly WantedPatch[],
  field: string,
): Refusal | { readonly records: ReadonlyMap<string, JudgedRecord> } {
  const corrected = new Set(rectify.map(({ patch }) => patch.eventId));
  const revived = after.filter((event) => !asked.events.includes(event) && !corrected.has(event.id));
  const unfree = claimsUnfree(asked, field);
  if (unfree) return unfree;
  const records = new Map<string, JudgedRecord>();
  for (const event of revived) {
    const found = asked.deciderOfType(event.type);
    if (!found) continue;
    const events = after.filter(({ id }) => id !== event.id);
    const read = readPatch(found, event, { eventId: event.id }, field, { ...asked, events });
    if (read.refused) return { ...read, field };
    records.set(event.id, {
      asked: read.asked,
      late: read.late && { ...read.late, field },
      at: (refusal) => ({ ...refusal, field }),
    });
  }
  return { records };
}

/** What comes back claims what another subject may have by now, or an edge that closes a circle by now. */
function claimsUnfree({ context }: Correcting, field: string): Refusal | null {
  for (const claim of [...context.taken, ...context.circular]) {
    if (edgeKindOf(claim) === null)
      return refuse('IDENTIFIER_TAKEN', field, { scheme: claim.scheme, value: claim.value });
    const refused = edgeRefused(claim, field, context);
    if (refused) return refused;
  }
  return null;
}

/** The stages after existence, each for all records before the next one. */
function judgeRecords(
  asked: Correcting,
  after: readonly PastEvent[],
  records: ReadonlyMap<string, JudgedRecord>,
): Pick<Corrections, 'refused' | 'advice' | 'overridden'> | Refusal {
  const targets = new Map([...records].map(([id, { at }]) => [id, at]));
  const again = judgedAgain(asked.input.stream, asked.events, after, targets);
  const stages: readonly ((record: JudgedRecord) => Refusal | null)[] = [
    (record) => ruleOf(record, 'identity'),
    () => again.refused,
    (record) => record.late ?? ruleOf(record, 'term'),
  ];
  for (const stage of stages)
    for (const record of records.values()) {
      const refused = stage(record);
      if (refused) return refused;
    }
  const overridden = [...records.values()].flatMap(({ asked: { policies } }) => policies.overridden);
  return { refused: false, advice: again.advice, overridden };

  function ruleOf(record: JudgedRecord, stage: 'identity' | 'term'): Refusal | null {
    const found = asked.deciderOfType(record.asked.fact.type);
    const [refused] = against(record.asked, found?.rules[stage]);
    return refused ? record.at(refused) : null;
  }
}
