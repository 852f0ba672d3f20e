import { passedOverWithRefusals } from '../agreement/on-the-line.js';
import { foldAgreement } from '../agreement/line/index.js';
import { PROJECT_STAGES } from '../project/stages.js';
import { RESOLUTION_STAGES } from '../resolution/stages.js';
import { foldStages, notAllowed, type Stages } from '../rules/stages.js';
import { overdrawnBy } from '../envelope/overdrawn.js';
import { adviceOf } from '../rules/advice.js';
import type { Advice, PastEvent, Refusal } from '../rules/decision.js';
import { readStream } from '../streams.js';

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

/** The facts that do not count of those in effect. */
type PassedOverIn = (facts: readonly PastEvent[]) => readonly NotCounted[];

const passedOverOnTheLine: PassedOverIn = (facts) => passedOverWithRefusals(foldAgreement(facts));

function passedOverByStage(kind: 'resolution' | 'project', table: Stages<string>): PassedOverIn {
  return (facts) =>
    foldStages(table, facts).passedOver.map(({ event, stage }) => ({
      event,
      refusal: () => notAllowed(stage, `${kind}Id`),
    }));
}

/**
 * Judges what a stream says as a whole with a correction in it: the line of an agreement, the stages of a resolution or a project,
 * the balance of an envelope. In other streams nothing follows.
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
      return actsJudgedAgain(passedOverOnTheLine, before, after, targets);
    case 'resolution':
      return actsJudgedAgain(passedOverByStage('resolution', RESOLUTION_STAGES), before, after, targets);
    case 'project':
      return actsJudgedAgain(passedOverByStage('project', PROJECT_STAGES), before, after, targets);
    case 'envelope':
      return { refused: null, advice: overdrawnBy(before, after) };
    default:
      return { refused: null, advice: [] };
  }
}

function actsJudgedAgain(
  passedOverIn: PassedOverIn,
  before: readonly PastEvent[],
  after: readonly PastEvent[],
  targets: ReadonlyMap<string, (refusal: Refusal) => Refusal>,
): JudgedAgain {
  const old = new Set(passedOverIn(before).map(({ event }) => event.id));
  const passed = passedOverIn(after).filter(({ event }) => !old.has(event.id));
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
