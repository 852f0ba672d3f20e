import { recusedOn } from '../committee/conflicts.js';
import type { Matter } from '../committee/matter.js';
import { hasMandateOn, mandatesOf, mandatesOn, type Mandate } from '../committee/mandates.js';
import { bylawOn } from '../committee/bylaw.js';
import { inEffect } from '../correction/in-effect.js';
import { recorded, type EventOf } from '../facts/fact.js';
import type { Known } from '../facts/judge.js';
import { toMillionths } from '../money/decimal.js';
import { RoleObserved } from '../person/facts/role-observed.js';
import { ProjectProposed } from '../project/facts/project-proposed.js';
import type { DecisionContext, PastEvent, Reference } from '../rules/decision.js';
import { inOrder } from '../rules/stages.js';
import type { Day } from '../time/day.js';
import { ResolutionProposed } from './facts/resolution-proposed.js';
import { VoteRecorded } from './facts/vote-recorded.js';

type Proposed = EventOf<typeof ResolutionProposed>;
type EventsOf = DecisionContext['eventsOf'];

/** The proposal of a resolution; null where none is in effect. */
export function proposalOf(events: readonly PastEvent[]): Proposed | null {
  return recorded(events, ResolutionProposed)[0] ?? null;
}

/** The votes on a resolution until a day, by points. */
export function votesUntil(events: readonly PastEvent[], day: Day): readonly EventOf<typeof VoteRecorded>[] {
  return recorded(events, VoteRecorded).filter(({ effective }) => effective.point <= day);
}

/** The streams that a decision on a resolution reads: its committee, its project, and what is known of the persons. */
export function readForResolution(
  personIds: readonly string[],
  eventsOf: EventsOf,
  { history }: Pick<Known, 'history'>,
): readonly Reference[] {
  const events = inEffect(history);
  const proposed = proposalOf(events);
  if (!proposed) return [];
  const { committeeId, matterKind, matterId } = proposed.data;
  const committee = { kind: 'committee', id: committeeId, field: 'resolutionId', whole: true } as const;
  if (matterKind !== 'project' || matterId === undefined) return [committee];
  const project = { kind: 'project', id: matterId, field: 'resolutionId', whole: true } as const;
  const persons = promoterOf(proposed, eventsOf) === null ? [] : [...new Set(personIds)];
  return [
    committee,
    project,
    ...persons.map((id) => ({ kind: 'person', id, field: 'personId', whole: true }) as const),
  ];
}

/** The organisation that promotes the project that a resolution is about; null where it is about none. */
export function promoterOf({ data }: Proposed, eventsOf: EventsOf): string | null {
  if (data.matterKind !== 'project' || data.matterId === undefined) return null;
  const [project] = recorded(eventsOf('project', data.matterId), ProjectProposed);
  return project?.data.promoterId ?? null;
}

/** What may be said of persons who decide on a resolution, by what is known of their committee on a day. */
export interface Seats {
  readonly mandates: readonly Mandate[];
  hasMandate(personId: string): boolean;
  readonly recused: ReadonlySet<string>;
  /** How many have to be present; null where the bylaw of the day sets no quorum. */
  readonly required: number | null;
}

/** The committee of a resolution as a decision on it reads it. */
export function seatsOn(proposed: Proposed, eventsOf: EventsOf, day: Day): Seats {
  const committee = eventsOf('committee', proposed.data.committeeId);
  const mandates = mandatesOf(committee);
  return {
    mandates,
    hasMandate: (personId) => hasMandateOn(mandates, personId, day),
    recused: recusedOn(committee, mattersOf(proposed, eventsOf), day),
    required: requiredOn(committee, mandatesOn(mandates, day), day),
  };
}

/** What a recusal may name: the matter of the resolution, the resolution itself, or the promoter of its project. */
function mattersOf(proposed: Proposed, eventsOf: EventsOf): readonly Matter[] {
  const { resolutionId, matterKind, matterId } = proposed.data;
  const promoter = promoterOf(proposed, eventsOf);
  return [
    { matterKind: 'resolution', matterId: resolutionId },
    ...(matterKind !== undefined && matterId !== undefined ? [{ matterKind, matterId }] : []),
    ...(promoter === null ? [] : [{ matterKind: 'organization', matterId: promoter } as const]),
  ];
}

/** A share of the mandates is reckoned exactly; what it comes to is rounded up, since nobody is present in part. */
function requiredOn(committee: readonly PastEvent[], mandates: number, day: Day): number | null {
  const quorum = bylawOn(committee, day)?.data.quorum;
  if (!quorum) return null;
  if (quorum.share === undefined) return quorum.members ?? null;
  const one = toMillionths('1');
  return Number((toMillionths(quorum.share) * BigInt(mandates) + one - 1n) / one);
}

/** Those of some persons whom the last observation until a day has in a role at an organisation. */
export function inRoleAt(
  organizationId: string,
  personIds: readonly string[],
  eventsOf: EventsOf,
  day: Day,
): readonly string[] {
  return [...new Set(personIds)].filter((personId) => {
    const seen = recorded(eventsOf('person', personId), RoleObserved).filter(
      ({ data, effective }) => data.organizationId === organizationId && effective.point <= day,
    );
    return inOrder(seen).at(-1)?.data.current === true;
  });
}
