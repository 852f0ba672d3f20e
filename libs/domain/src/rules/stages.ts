import { refuse, type Details, type PastEvent, type Refusal } from './decision.js';
import type { Policies } from './policies.js';
import type { Day } from '../time/day.js';

/**
 * What goes from stage to stage by acts, such as a resolution or a project: which acts each stage allows, and where they lead.
 * Acts come in the order of their points and then of the log; one that its stage does not allow is passed over.
 */
export interface Stages<S extends string> {
  readonly [type: string]: {
    /** The stages that allow it; null: before the first. */
    readonly from: readonly (S | null)[];
    /** Where it leads; null: the stage stays. */
    readonly to: (event: PastEvent) => S | null;
  };
}

/** The stages that acts have led through. */
export interface Staged<S extends string> {
  /** The acts that count, in their order, each with the stage that it left. */
  readonly steps: readonly { readonly event: PastEvent; readonly stage: S | null }[];
  /** The acts that do not count, each with the stage that did not allow it. */
  readonly passedOver: readonly { readonly event: PastEvent; readonly stage: S | null }[];
}

/** Leads through the stages; what the table does not name is no act. */
export function foldStages<S extends string>(table: Stages<S>, events: readonly PastEvent[]): Staged<S> {
  const steps: Staged<S>['steps'][number][] = [];
  const passedOver: Staged<S>['passedOver'][number][] = [];
  let stage: S | null = null;
  for (const event of inOrder(events)) {
    const act = table[event.type];
    if (!act) continue;
    if (act.from.includes(stage)) {
      stage = act.to(event) ?? stage;
      steps.push({ event, stage });
    } else passedOver.push({ event, stage });
  }
  return { steps, passedOver };
}

/** Events by the points of their effects, then in the order of the log. */
export function inOrder<E extends PastEvent>(events: readonly E[]): readonly E[] {
  return events.toSorted((a, b) => {
    const [one, other] = [a.effective.point, b.effective.point];
    return one === other ? a.order - b.order : one < other ? -1 : 1;
  });
}

/** The stage on a day; null before the first act. */
export function stageOn<S extends string>({ steps }: Staged<S>, day: Day): S | null {
  return steps.findLast(({ event }) => event.effective.point <= day)?.stage ?? null;
}

/** The id of an act while it is judged. */
const JUDGED = 'the act to judge';

/**
 * The lifecycle of an act on such a thing: refused where its stage does not allow it, asked before others stop counting.
 *
 * @param member the member of the input that names the thing
 */
export function refusedByStage<S extends string>(
  table: Stages<S>,
  {
    events,
    draft,
    policies,
  }: {
    readonly events: readonly PastEvent[];
    readonly draft: Omit<PastEvent, 'id' | 'order'>;
    readonly policies: Policies;
  },
  member: string,
): Refusal | null {
  const before = new Set(foldStages(table, events).passedOver.map(({ event }) => event.id));
  const act = { ...draft, id: JUDGED, order: Number.MAX_SAFE_INTEGER };
  const { passedOver } = foldStages(table, [...events, act]);
  const own = passedOver.find(({ event }) => event.id === JUDGED);
  if (own) return notAllowed(own.stage, member);
  const others = passedOver.filter(({ event }) => !before.has(event.id));
  return others.length === 0
    ? null
    : policies.check('FACTS_PASSED_OVER', 'occurredOn', passedOverDetails(others));
}

/** The refusal of an act that its stage does not allow. */
export function notAllowed(stage: string | null, member: string): Refusal {
  return refuse('INVALID_TRANSITION', member, { status: stage ?? 'NOT_YET' });
}

function passedOverDetails(passedOver: readonly { readonly event: PastEvent }[]): Details {
  return {
    events: passedOver.map(({ event: { id, type, effective } }) => ({
      eventId: id,
      type,
      effectiveOn: effective.point,
    })),
  };
}
