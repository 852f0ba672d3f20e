import { RUNNING } from './line/acts.js';
import { statusOn } from './line/steps.js';
import { dayOf, numberOf } from './line/window.js';
import type { LoggedEvent } from './facts.js';
import type { Replaying } from './of-the-line.js';
import { cutAt, type Statement } from './statement.js';
import { daysOf } from './statuses.js';
import { governingOn } from './terms.js';

/** The status as it is counted. */
export function countedStatements(read: Replaying, amendments: readonly LoggedEvent[]): readonly Statement[] {
  const { line, terms } = read;
  const registered = numberOf(line.registration.effective.point);
  const first = (status: string) => line.steps.find((step) => step.status === status)?.point;
  const [signed, entered] = [first('SIGNED'), first('IN_FORCE')];
  const year = dayOf(signed ?? entered ?? Infinity);
  return cutAt('agreement_counted', daysOf(read, amendments), (day) => {
    const on = statusOn(line.steps, registered <= day ? 'DRAFT' : 'NOT_YET', day);
    const term = governingOn(terms, day);
    const last = term?.lastDay ?? null;
    const isWithout = !term || (!term.endsOn && !term.tacit && !term.openEnded);
    return {
      by: on.decided?.decidedBy[0]?.id ?? line.registration.id,
      values: {
        status: on.status,
        certainty: on.certainty,
        in_force: on.in_force,
        ends_on: last ? (last.latest ?? last.point) : 'infinity',
        kind: line.registration.data['kind'] ?? null,
        without_term: isWithout && RUNNING.includes(on.status),
        signed: Math.min(signed ?? Infinity, entered ?? Infinity) <= day,
        signature_year: year === null ? null : Number.parseInt(year, 10),
      },
    };
  });
}
