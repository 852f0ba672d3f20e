import type { Text, UncertainDate } from '@entente/domain';
import { day, json, orNull, text, timelessTable, uuid, yes } from '../schema/table.js';

/** That a person is registered, and by which event; the name stays sealed in that event. */
export const PERSON = timelessTable('person', {
  person_id: text(),
  registered_by: uuid(),
  /** The registration is annulled: the person is shown only where others name it. */
  annulled: yes(),
});

/** Roles as they were observed; each holds, as the last one seen, from its day on. */
export const ROLE_OBSERVATION = timelessTable(
  'role_observation',
  {
    person_id: text(),
    organization_id: orNull(text()),
    event_id: uuid(),
    observed_day: day(),
    /** `-infinity` where it has no bound that way. */
    observed_earliest: day(),
    observed: json<UncertainDate>(),
    current: yes(),
    title: orNull(json<Text>()),
  },
  ['(organization_id, observed_day)'],
);
