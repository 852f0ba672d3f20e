import { recorded, isOf } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import { approvalsAsked, requirementsOn, type Requirement } from '../../programme/rules.js';
import { adviceOf } from '../../rules/advice.js';
import { refuse, type Advice, type Refusal } from '../../rules/decision.js';
import { refusedByStage } from '../../rules/stages.js';
import { inEffect } from '../../correction/in-effect.js';
import { programmeOf, programmeRead } from '../programme.js';
import { notEnterprise, promoterRead } from '../promoter.js';
import { foldProject, PROJECT_STAGES } from '../stages.js';
import { ProjectApproved } from './project-approved.js';
import { ProjectProposed } from './project-proposed.js';
import { ProjectSubmitted } from './project-submitted.js';

type Submitting = Asked<typeof ProjectSubmitted>;

export const submitProject = decider(ProjectSubmitted, {
  reads: (_input, _eventsOf, { history }) => [
    ...programmeRead(history),
    ...recorded(inEffect(history), ProjectProposed).map(({ data }) =>
      promoterRead(data.promoterId, 'projectId'),
    ),
  ],
  complete: (asked) => ({ requiredApprovals: approvalsAsked(requirementsOf(asked)) }),
  lifecycle: (asked) => refusedByStage(PROJECT_STAGES, asked, 'projectId'),
  approval: approvalMissing,
  advice: (asked) => [...missingAdvice(asked), ...promoterAdvice(asked)],
});

function requirementsOf({ events, draft, context }: Submitting): readonly Requirement[] {
  const programmeId = programmeOf(events);
  const programme = programmeId === null ? [] : context.eventsOf('programme', programmeId);
  return requirementsOn(programme, draft.effective.point);
}

/** What is missing, by the strongest of the rules that ask for it; null where everything was given by then. */
function missing(asked: Submitting): Requirement | null {
  const day = asked.draft.effective.point;
  const given = new Set(
    foldProject(asked.events).steps.flatMap(({ event }) =>
      isOf(ProjectApproved, event) && event.effective.point <= day ? [event.data.approval] : [],
    ),
  );
  const unmet = requirementsOf(asked).flatMap(({ approvals, strength }) => {
    const lacking = approvals.filter((approval) => !given.has(approval));
    return lacking.length === 0 ? [] : [{ approvals: lacking, strength }];
  });
  const strength = (['INVARIANT', 'POLICY', 'ADVICE'] as const).find((one) =>
    unmet.some((requirement) => requirement.strength === one),
  );
  return strength === undefined ? null : { approvals: approvalsAsked(unmet), strength };
}

function approvalMissing(asked: Submitting): Refusal | null {
  const found = missing(asked);
  if (!found || found.strength === 'ADVICE') return null;
  const details = { missing: found.approvals };
  return found.strength === 'INVARIANT'
    ? refuse('APPROVAL_MISSING', 'projectId', details)
    : asked.policies.check('APPROVAL_MISSING', 'projectId', details);
}

function missingAdvice(asked: Submitting): readonly Advice[] {
  const found = missing(asked);
  return found?.strength === 'ADVICE' ? [adviceOf('APPROVAL_MISSING', { missing: found.approvals })] : [];
}

function promoterAdvice({ events, context }: Submitting): readonly Advice[] {
  return recorded(events, ProjectProposed).flatMap(({ data }) =>
    notEnterprise(data.promoterId, context.eventsOf),
  );
}
