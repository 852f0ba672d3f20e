import {
  AidDecided,
  foldProject,
  isOf,
  ProjectApproved,
  ProjectProposed,
  ProjectRefused,
  ProjectSubmitted,
  stageOn,
  type DomainEvent,
} from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { segments } from '../schema/segments.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { PROJECT } from './table.js';

/** From a project's history to its rows. */
export const projectProjection = {
  kind: 'project',
  tables: [PROJECT],
  project(projectId, history) {
    const { facts, annulled } = shownOf(history);
    return [projectRows(projectId, facts, annulled)];
  },
} as const satisfies Projection;

function projectRows(projectId: string, facts: readonly DomainEvent[], annulled: boolean): TableRows {
  const proposed = facts.find((fact) => isOf(ProjectProposed, fact));
  if (!proposed) return rowsOf(PROJECT, []);
  const { promoterId, programmeId, committeeId } = proposed.data;
  const life = foldProject(facts);
  const cuts = life.steps.map(({ event }) => event.effective.point);
  return rowsOf(
    PROJECT,
    segments(cuts, (day) => {
      const until = life.steps.map(({ event }) => event).filter(({ effective }) => effective.point <= day);
      return {
        project_id: projectId,
        promoter_id: promoterId,
        programme_id: programmeId ?? null,
        committee_id: committeeId ?? null,
        proposed_day: proposed.effective.point,
        event_id: proposed.id,
        stage: stageOn(life, day),
        approvals: until.flatMap((event) => (isOf(ProjectApproved, event) ? [event.data.approval] : [])),
        judged_by: until
          .filter((event) => isOf(ProjectApproved, event) || isOf(ProjectRefused, event))
          .map(({ id }) => id),
        passed_over: life.passedOver.map(({ event: { id } }) => id),
        submitted_by: until.find((event) => isOf(ProjectSubmitted, event))?.id ?? null,
        aid_by: until.find((event) => isOf(AidDecided, event))?.id ?? null,
        details: proposed.data,
        annulled,
      };
    }),
  );
}
