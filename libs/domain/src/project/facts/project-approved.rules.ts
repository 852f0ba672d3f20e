import { recorded } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import { approvalsKnown } from '../../programme/rules.js';
import { proposalOf } from '../../resolution/seats.js';
import { foldResolution } from '../../resolution/stages.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { refusedByStage, stageOn } from '../../rules/stages.js';
import { programmeOf, programmeRead } from '../programme.js';
import { PROJECT_STAGES } from '../stages.js';
import { ProjectApproved } from './project-approved.js';

type Approving = Asked<typeof ProjectApproved>;

/** The approval that a resolution of a committee gives. */
const BY_RESOLUTION = 'CLUSTER_COMMITTEE_RESOLUTION';

export const approveProject = decider(ProjectApproved, {
  reads: ({ resolutionId }, _eventsOf, known) => [
    ...(resolutionId === undefined
      ? []
      : [{ kind: 'resolution', id: resolutionId, field: 'resolutionId', whole: true } as const]),
    ...programmeRead(known.history),
  ],
  shape: ({ draft: { data } }) =>
    data.approval === BY_RESOLUTION && data.resolutionId === undefined
      ? refuse('VALIDATION_FAILED', 'resolutionId', { problem: 'MEMBER_NEEDED', member: 'resolutionId' })
      : null,
  existence: namedByNoRule,
  identity({ events, draft }) {
    const { approval } = draft.data;
    return recorded(events, ProjectApproved).some(({ data }) => data.approval === approval)
      ? refuse('APPROVAL_ALREADY_GIVEN', 'approval', { approval })
      : null;
  },
  lifecycle: (asked) => refusedByStage(PROJECT_STAGES, asked, 'projectId'),
  approval: notAdopted,
});

function namedByNoRule({ events, draft, context }: Approving): Refusal | null {
  const programmeId = programmeOf(events);
  const programme = programmeId === null ? [] : context.eventsOf('programme', programmeId);
  const words = approvalsKnown(programme, draft.effective.point);
  return words.includes(draft.data.approval)
    ? null
    : refuse('VALIDATION_FAILED', 'approval', { problem: 'NOT_ONE_OF', words });
}

/** The resolution was adopted by the day of the approval, and is about this project or about nothing that it names. */
function notAdopted({ draft: { data, effective }, context }: Approving): Refusal | null {
  const { approval, resolutionId, projectId } = data;
  if (approval !== BY_RESOLUTION || resolutionId === undefined) return null;
  const events = context.eventsOf('resolution', resolutionId);
  const matter = proposalOf(events)?.data;
  const isOfIt =
    matter?.matterKind === undefined || (matter.matterKind === 'project' && matter.matterId === projectId);
  return isOfIt && stageOn(foldResolution(events), effective.point) === 'ADOPTED'
    ? null
    : refuse('RESOLUTION_NOT_ADOPTED', 'resolutionId', { resolutionId, day: effective.point });
}
