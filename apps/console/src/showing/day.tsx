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
  return <EdtfDay edtf={fact.edtf} words={factInWords(fact, useLanguage(), form)} />;
}

/** The words of a day, marked as a civil day where it is one, else as one that is not fully known. */
export function EdtfDay({ edtf, words }: { readonly edtf: string; readonly words: string }) {
  const whole = /^\d{4}-\d{2}-\d{2}$/u.test(edtf);
  return whole ? (
    <time dateTime={edtf}>{words}</time>
  ) : (
    <span title={edtf} className="uncertain-day">
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
