import type { Day } from '@entente/domain';
import { useLedger } from '../session/viewer.js';
import { factInWords, type Fact, type Form } from '../days/dated-fact.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useLanguage } from '../words/index.js';

/** A civil day, in words. */
export function DayShown({ day, form = 'long' }: { readonly day: Day; readonly form?: Form }) {
  return <time dateTime={day}>{showDay(day, useLanguage(), form)}</time>;
}

/** A day as it is known. The text in EDTF is its title. */
export function FactDay({ fact, form = 'long' }: { readonly fact: Fact; readonly form?: Form }) {
  const words = factInWords(fact, useLanguage(), form);
  const whole = /^\d{4}-\d{2}-\d{2}$/u.test(fact.edtf);
  return whole ? (
    <time dateTime={fact.edtf}>{words}</time>
  ) : (
    <span title={fact.edtf} className="uncertain-day">
      {words}
    </span>
  );
}

/** An instant, as it was in the ledger’s zone. */
export function InstantShown({ instant }: { readonly instant: string }) {
  const { timeZone } = useLedger();
  return (
    <time dateTime={instant} title={`${instant} (${timeZone})`}>
      {showInstant(instant, useLanguage(), timeZone)}
    </time>
  );
}
