import type { MissionEvent } from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { bitemporalTable, stableJson } from '../schema/bitemporal.js';

/** A mission that was undertaken. */
export const MISSION = bitemporalTable(
  'mission',
  { mission_id: 'text', undertaken_day: 'date', event_id: 'uuid', details: 'json' },
  { timeless: true, indexes: ['(undertaken_day, mission_id)'] },
);

/** The organisations of a mission, as organiser or funder. */
export const MISSION_ORGANIZATION = bitemporalTable(
  'mission_organization',
  { mission_id: 'text', organization_id: 'text', part: 'text' },
  { timeless: true, indexes: ['(organization_id)'] },
);

/** From a mission's history to its rows. */
export const missionProjection: Projection = {
  prefix: 'mission-',
  tables: [MISSION, MISSION_ORGANIZATION],
  rowsOf(missionId, history) {
    const first = history[0] && (pastEventOf(history[0].envelope) as MissionEvent);
    if (!first) return [[], []];
    const { organizerIds = [], funderIds = [] } = first.data;
    return [
      [[missionId, first.effective.point, first.id, stableJson(first.data)]],
      [
        ...organizerIds.map((id) => [missionId, id, 'ORGANIZER']),
        ...funderIds.map((id) => [missionId, id, 'FUNDER']),
      ],
    ];
  },
};
