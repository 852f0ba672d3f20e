import type { PersonEvent } from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { bitemporalTable, stableJson } from '../schema/bitemporal.js';

/** That a person is registered, and by which event; the name stays sealed in that event. */
export const PERSON = bitemporalTable(
  'person',
  { person_id: 'text', registered_by: 'uuid' },
  { timeless: true },
);

/** Roles as they were observed; each holds, as the last one seen, from its day on. */
export const ROLE_OBSERVATION = bitemporalTable(
  'role_observation',
  {
    person_id: 'text',
    organization_id: 'text',
    event_id: 'uuid',
    observed_day: 'date',
    observed_earliest: 'date',
    current: 'boolean',
    title: 'json',
  },
  { timeless: true, indexes: ['(organization_id, observed_day)'] },
);

/** From a person's history to its rows. */
export const personProjection: Projection = {
  prefix: 'person-',
  tables: [PERSON, ROLE_OBSERVATION],
  rowsOf(personId, history) {
    const events = history.map(({ envelope }) => pastEventOf(envelope) as PersonEvent);
    const registered = events.find((event) => event.type === 'PersonRegistered');
    return [
      registered ? [[personId, registered.id]] : [],
      events.flatMap((event) =>
        event.type === 'RoleObserved'
          ? [
              [
                personId,
                event.data.organizationId ?? null,
                event.id,
                event.effective.point,
                event.effective.earliest ?? '-infinity',
                String(event.data.current),
                event.data.title ? stableJson(event.data.title) : null,
              ],
            ]
          : [],
      ),
    ];
  },
};
