import { passedOverWithRefusals } from '../agreement/on-the-line.js';
import { PROJECT_STAGES } from '../project/stages.js';
import { RESOLUTION_STAGES } from '../resolution/stages.js';
import { foldAgreement } from '../agreement/line/index.js';
import { overdrawnBy } from '../envelope/overdrawn.js';
import { adviceOf } from '../rules/advice.js';
import type { Advice, PastEvent, Refusal } from '../rules/decision.js';
import { readStream } from '../streams.js';
import { foldStages, notAllowed, type Stages } from '../rules/stages.js';
import { idMemberOf, readStream, type StreamKind } from '../streams.js';
import { within } from './patch.js';

/** What a correction does to the facts beside the one that it corrects. */
export interface JudgedAgain {
  /** Why a corrected record that counted would count no more. */
  readonly refused: Refusal | null;
  /** Other facts that counted and do not any more: told, never judged again. */
  readonly advice: readonly Advice[];
}

/** A fact that does not count, and the refusal that it would have met. */
interface NotCounted {
  readonly event: PastEvent;
  readonly refusal: () => Refusal;
}

const STAGES: { readonly [K in StreamKind]?: Stages<string> } = {
  resolution: RESOLUTION_STAGES,
  project: PROJECT_STAGES,
};

/** The facts that do not count where acts depend on one another; elsewhere nothing is passed over. */
function passedOverIn(stream: string, facts: readonly PastEvent[]): readonly NotCounted[] {
  const kind = readStream(stream)?.kind;
  if (kind === 'agreement') return passedOverWithRefusals(foldAgreement(facts));
  const table = kind && STAGES[kind];
  if (!table) return [];
  return foldStages(table, facts).passedOver.map(({ event, stage }) => ({
    event,
    refusal: () => notAllowed(stage, idMemberOf(kind)),
  }));
}

/**
 * Judges what a stream says as a whole with a correction in it: the line of an agreement, the balance of an envelope. In other
 * streams nothing follows.
 * Judges what a stream leads to with a correction in it.
 *
 * @param targets the corrected records, each with how a refusal of it names the command's field
 */
export function judgedAgain(
  stream: string,
  before: readonly PastEvent[],
  after: readonly PastEvent[],
  targets: ReadonlyMap<string, (refusal: Refusal) => Refusal>,
): JudgedAgain {
  switch (readStream(stream)?.kind) {
    case 'agreement':
      return lineJudgedAgain(before, after, targets);
    case 'envelope':
      return { refused: null, advice: overdrawnBy(before, after) };
    default:
      return { refused: null, advice: [] };
  }
}

function lineJudgedAgain(
  before: readonly PastEvent[],
  after: readonly PastEvent[],
  targets: ReadonlyMap<string, (refusal: Refusal) => Refusal>,
): JudgedAgain {
  const old = new Set(passedOverIn(stream, before).map(({ event }) => event.id));
  const passed = passedOverIn(stream, after).filter(({ event }) => !old.has(event.id));
  for (const one of passed) {
    const at = targets.get(one.event.id);
    if (at) return { refused: at(one.refusal()), advice: [] };
  }
  const events = passed.map(({ event: { id, type, effective } }) => ({
    eventId: id,
    type,
    effectiveOn: effective.point,
  }));
  return {
    refused: null,
    advice: events.length === 0 ? [] : [adviceOf('FACTS_PASSED_OVER', { events })],
  };
}
