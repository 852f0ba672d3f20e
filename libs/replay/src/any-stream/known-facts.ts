import { NOTICES, type Shown } from '../facts.js';
import { always, type Statement } from '../statement.js';
import { subjectsNamed } from './subjects-named.js';

/** How well each fact in effect is known, as it is corrected, and which other subjects it names. */
export function factStatements(stream: string, { inEffect, rectifications }: Shown): readonly Statement[] {
  return inEffect
    .filter(({ type }) => !NOTICES.includes(type))
    .map((fact) => {
      const { basis, precision, latest, point } = fact.occurred;
      return always('fact', fact, {
        event_id: fact.id,
        basis,
        precision,
        happened_by: latest ?? point,
        recorded_ms: Date.parse(fact.recorded),
        rectified: rectifications.has(fact.id),
        names: subjectsNamed(stream, fact),
      });
    });
}
