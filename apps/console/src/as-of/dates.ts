import { isDay, type Day } from '@entente/domain';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { isInstant } from '../days/instants.js';

/** The two dates of a page, as they stand in its address. Neither: today, and all that the ledger knows. */
export interface Dates {
  /** For which day. */
  readonly on?: Day | undefined;
  /** As known at which instant (RFC 3339) … */
  readonly known?: string | undefined;
  /** … or at which position of the log. */
  readonly at?: string | undefined;
}

/** Reads the dates of an address; what is none is left out, so that no page answers for a day that nobody asked for. */
export function readDates(search: Readonly<Record<string, unknown>>): Dates {
  const { on, known, at } = search;
  return {
    ...(typeof on === 'string' && isDay(on) && { on }),
    ...(typeof known === 'string' && isInstant(known) && { known }),
    ...(typeof at === 'string' && /^[\w-]{1,100}$/u.test(at) && { at }),
  };
}

/** The dates of the page that is open. */
export function useDates(): Dates {
  const { on, known, at } = useSearch({ from: '__root__' });
  return { on, known, at };
}

/** The dates as the API takes them. */
export function asOfOf({ on, known, at }: Dates): { validOn?: string; knownAt?: string; position?: string } {
  return {
    ...(on !== undefined && { validOn: on }),
    ...(at !== undefined ? { position: at } : known !== undefined && { knownAt: known }),
  };
}

/** The dates of the page that is open, as the API takes them. */
export function useAsOf(): ReturnType<typeof asOfOf> {
  return asOfOf(useDates());
}

/** Goes to the same page with other dates. */
export function useGo(): (dates: Dates) => void {
  const navigate = useNavigate();
  return ({ on, known, at }) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, on, known: at === undefined ? known : undefined, at }),
    });
}

/** Whether two pages have the same dates. */
export function isSame(one: Dates, other: Dates): boolean {
  return one.on === other.on && one.known === other.known && one.at === other.at;
}

/** Whether these are the dates of a page that says what holds today, by all that the ledger knows. */
export function isPresent({ on, known, at }: Dates): boolean {
  return on === undefined && known === undefined && at === undefined;
}
