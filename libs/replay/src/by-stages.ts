import type { Day } from './days.js';
import { ofType, textIn, type Json, type LoggedEvent, type Shown } from './facts.js';
import { byPoint } from './said.js';
import type { Replayed, Statement, TableName } from './statement.js';

/** An act that counts, and the stage that it left. */
interface Step {
  readonly act: LoggedEvent;
  readonly stage: string;
}

/** What becomes of something by an act; null where its stage does not allow that. */
type Next = (stage: string | null, act: LoggedEvent) => string | null;

/** What the log says of a resolution, from each day on which something became of it. */
export function replayResolution(shown: Shown): Replayed {
  return replayStages('resolution', shown, {
    begins: 'ResolutionProposed',
    next: (stage, { type }) => {
      if (stage !== 'PROPOSED') return stage === null && type === 'ResolutionProposed' ? 'PROPOSED' : null;
      if (type === 'VoteRecorded') return stage;
      if (type === 'ResolutionAdopted') return 'ADOPTED';
      return type === 'ResolutionRejected' ? 'REJECTED' : null;
    },
    acts: ['ResolutionProposed', 'VoteRecorded', 'ResolutionAdopted', 'ResolutionRejected'],
    values: (proposed, steps) => ({
      committee_id: textIn(proposed, 'committeeId'),
      decided_by: steps.find(({ stage }) => stage !== 'PROPOSED')?.act.id ?? null,
      votes: stepsOf(steps, 'VoteRecorded').map((one) => ({
        personId: textIn(one, 'personId'),
        vote: textIn(one, 'vote'),
        on: one.effective.point,
      })),
    }),
  });
}

/** What the log says of a project, from each day on which something became of it. */
export function replayProject(shown: Shown): Replayed {
  return replayStages('project', shown, {
    begins: 'ProjectProposed',
    next: (stage, { type, data }) => {
      if (stage === null) return type === 'ProjectProposed' ? 'PROPOSED' : null;
      if (stage === 'SUBMITTED' && type === 'AidDecided')
        return data['granted'] === true ? 'AID_GRANTED' : 'AID_REFUSED';
      if (stage !== 'PROPOSED') return null;
      if (type === 'ProjectApproved') return stage;
      if (type === 'ProjectRefused') return 'REFUSED';
      return type === 'ProjectSubmitted' ? 'SUBMITTED' : null;
    },
    acts: ['ProjectProposed', 'ProjectApproved', 'ProjectRefused', 'ProjectSubmitted', 'AidDecided'],
    values: (proposed, steps) => ({
      promoter_id: textIn(proposed, 'promoterId'),
      programme_id: textIn(proposed, 'programmeId'),
      committee_id: textIn(proposed, 'committeeId'),
      approvals: stepsOf(steps, 'ProjectApproved').map((one) => one.data['approval'] ?? null),
      judged_by: stepsOf(steps, 'ProjectApproved', 'ProjectRefused').map(({ id }) => id),
      submitted_by: stepsOf(steps, 'ProjectSubmitted')[0]?.id ?? null,
      aid_by: stepsOf(steps, 'AidDecided')[0]?.id ?? null,
    }),
  });
}

function stepsOf(steps: readonly Step[], ...types: readonly string[]): readonly LoggedEvent[] {
  return ofType(
    steps.map(({ act }) => act),
    ...types,
  );
}

/** Acts by the day that counts; one that the stage does not allow then counts on no day. */
function replayStages(
  table: TableName,
  { facts, annulled }: Shown,
  of: {
    readonly begins: string;
    readonly acts: readonly string[];
    readonly next: Next;
    readonly values: (proposed: LoggedEvent, steps: readonly Step[]) => Readonly<Record<string, Json>>;
  },
): Replayed {
  const [proposed] = ofType(facts, of.begins);
  if (!proposed) return { statements: [], notReplayed: [] };
  const steps: Step[] = [];
  const passedOver: string[] = [];
  for (const act of byPoint(ofType(facts, ...of.acts))) {
    const stage = of.next(steps.at(-1)?.stage ?? null, act);
    if (stage === null) passedOver.push(act.id);
    else steps.push({ act, stage });
  }
  const days = [...new Set(steps.map(({ act }) => act.effective.point))];
  const statement = (from: Day, to: Day): Statement => {
    const until = steps.filter(({ act }) => from !== '-infinity' && act.effective.point <= from);
    const last = until.at(-1);
    return {
      table,
      from,
      to,
      values: {
        ...of.values(proposed, until),
        proposed_day: proposed.effective.point,
        event_id: proposed.id,
        stage: last?.stage ?? null,
        passed_over: passedOver,
        details: proposed.data,
        annulled,
      },
      by: last?.act.id ?? proposed.id,
    };
  };
  const cuts = ['-infinity', ...days, 'infinity'];
  const statements = cuts.slice(0, -1).map((from, place) => statement(from, cuts[place + 1] ?? 'infinity'));
  return { statements, notReplayed: [] };
}
