import { isOf, MissionUndertaken } from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { MISSION, MISSION_ORGANIZATION } from './table.js';

/** From a mission's history to its rows. */
export const missionProjection = {
  kind: 'mission',
  tables: [MISSION, MISSION_ORGANIZATION],
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
    ];
  },
} as const satisfies Projection;
