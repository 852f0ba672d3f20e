import { isOf, PersonRegistered, RoleObserved } from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { PERSON, ROLE_OBSERVATION } from './table.js';

/** From a person's history to its rows. */
export const personProjection = {
  kind: 'person',
  tables: [PERSON, ROLE_OBSERVATION],
  project(personId, history) {
    const { facts, annulled } = shownOf(history);
    return [
      rowsOf(
        PERSON,
        facts
          .filter((fact) => isOf(PersonRegistered, fact))
          .slice(0, 1)
          .map(({ id }) => ({ person_id: personId, registered_by: id, annulled })),
      ),
      rowsOf(
        ROLE_OBSERVATION,
        (annulled ? [] : facts)
          .filter((fact) => isOf(RoleObserved, fact))
          .map(({ id, effective, data }) => ({
            person_id: personId,
            organization_id: data.organizationId ?? null,
            event_id: id,
            observed_day: effective.point,
            observed_earliest: effective.earliest ?? '-infinity',
            observed: effective,
            current: data.current,
            title: data.title ?? null,
          })),
      ),
    ];
  },
} as const satisfies Projection;
