import { daysAfter, durationsAfter, type Day } from './days.js';
import { dateIn, isExact, textIn, type Json, type LoggedDate, type LoggedEvent } from './facts.js';
import { windowOf, type Window } from './possible.js';

/** The last day in force by a term. */
interface LastDay {
  readonly day: Day;
  /** The days between which it lies; null where they are not reckoned here. */
  readonly window: Window | null;
}

/** The last day in force, and the event that set it. */
export interface End extends LastDay {
  readonly by: string;
}

/** The term that runs: its end, stated or reckoned from the entry, and how it renews itself. */
export interface Term {
  readonly stated: LastDay | null;
  readonly duration: string | null;
  readonly tacit: { readonly period: string; readonly times?: number } | null;
  readonly by: string;
}

/** The term after an act that sets or moves one; null where none runs. */
export function termOf(act: LoggedEvent, before: Term | null): Term | null {
  const by = act.id;
  const at = (member: string) => {
    const date = dateIn(act, member);
    return date && { day: date.point, window: windowOf(date) };
  };
  switch (act.type) {
    case 'AgreementTermSet': {
      if (act.data['openEnded'] === true) return null;
      const duration = textIn(act, 'duration');
      const start = dateIn(act, 'startsOn');
      const stated = at('endsOn') ?? (duration !== null && start ? derivedEnd(start, duration) : null);
      const tacit = tacitIn(act);
      return { stated, duration: stated ? null : duration, tacit, by };
    }
    case 'AgreementRenewed': {
      const tacit = textIn(act, 'renewal') === null ? (before?.tacit ?? null) : tacitIn(act);
      return { stated: at('newEndsOn'), duration: null, tacit, by };
    }
    case 'AgreementExtended':
      return { stated: at('newEndsOn'), duration: null, tacit: before?.tacit ?? null, by };
    case 'AgreementNonRenewalNotified':
      return { stated: at('endsOn'), duration: null, tacit: null, by };
    case 'AgreementReinstated': {
      const stated = at('newEndsOn');
      return stated && { stated, duration: null, tacit: null, by };
    }
    default:
      return before;
  }
}

function tacitIn({ data }: LoggedEvent): Term['tacit'] {
  const tacit = data['tacit'] as Readonly<Record<string, Json>> | undefined;
  return tacit ? (tacit as unknown as Term['tacit']) : null;
}

/** The last day of a term, as far as it is known; null where it has none. */
export function endOf(term: Term, entry: LoggedEvent | null): End | null {
  const { stated, duration, tacit, by } = term;
  const counted = duration !== null && entry ? derivedEnd(entry.effective, duration) : null;
  const first = stated ?? counted;
  if (!first || (tacit && tacit.times === undefined)) return null;
  if (!tacit) return { ...first, by };
  const day = durationsAfter(first.day, tacit.period, tacit.times);
  return day === null ? null : { day, window: null, by };
}

/** An end that is reckoned from a start: there are two customs of counting, and the day that counts is the later one. */
function derivedEnd(start: LoggedDate, duration: string): LastDay | null {
  const day = durationsAfter(start.point, duration);
  if (day === null) return null;
  return { day, window: isExact(start) ? { earliest: daysAfter(day, -1), latest: day } : null };
}
