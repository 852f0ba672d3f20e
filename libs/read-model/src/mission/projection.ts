import { isOf, MissionResultRecorded, MissionUndertaken } from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { MISSION, MISSION_ORGANIZATION, MISSION_RESULT } from './table.js';

/** From the history of a mission to its rows. */
export const missionProjection = {
  kind: 'mission',
  tables: [MISSION, MISSION_ORGANIZATION, MISSION_RESULT],
  project(missionId, history) {
    const { facts, annulled } = shownOf(history);
    const undertaken = facts.filter((fact) => isOf(MissionUndertaken, fact));
    return [
      rowsOf(
        MISSION,
        undertaken.map(({ id, effective, data }) => ({
          mission_id: missionId,
          undertaken_day: effective.point,
          undertaken: effective,
          event_id: id,
          details: data,
          annulled,
        })),
      ),
      rowsOf(
        MISSION_ORGANIZATION,
        undertaken.flatMap(({ data: { organizerIds = [], funderIds = [] } }) => [
          ...organizerIds.map((id) => ({
            mission_id: missionId,
            organization_id: id,
            part: 'ORGANIZER' as const,
          })),
          ...funderIds.map((id) => ({ mission_id: missionId, organization_id: id, part: 'FUNDER' as const })),
        ]),
      ),
      rowsOf(
        MISSION_RESULT,
        facts
          .filter((fact) => isOf(MissionResultRecorded, fact))
          .map(({ id, effective, order, data }) => ({
            mission_id: missionId,
            event_id: id,
            observed_day: effective.point,
            observed: effective,
            place: order,
            details: data,
          })),
      ),
    ];
  },
} as const satisfies Projection;
