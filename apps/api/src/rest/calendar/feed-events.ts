import { CALENDAR_KINDS, type Day, type Language } from '@entente/domain';
import type { FeedEvent } from './ics.js';

/** The kinds of entries that the calendar has. */
export type CalendarKindName = keyof (typeof CALENDAR_KINDS)['fr'];

/** An entry of the calendar, as the API answers it. */
export interface FeedEntry {
  readonly day: Day;
  readonly kind: CalendarKindName;
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly agreement: { readonly agreementId: string; readonly title: string | null } | null;
  readonly committee: { readonly committeeId: string; readonly title: string | null } | null;
  readonly organization: { readonly organizationId: string; readonly name: string } | null;
  /** What the day follows from, and the corrections of it. */
  readonly event: {
    readonly id: string;
    readonly recordedAt: string;
    readonly directives: readonly { readonly recordedAt: string }[];
  };
}

/** Which ledger a feed is of, where its console is, and in which language it speaks. */
export interface FeedPlace {
  readonly ledgerId: string;
  readonly console: string;
  readonly lang: Language;
}

/**
 * Entries as events of a calendar. A deadline that moves stays the same event, so that a calendar moves it too: see {@link namesOf}.
 */
export function feedEvents(entries: readonly FeedEntry[], place: FeedPlace): readonly FeedEvent[] {
  const names = namesOf(entries);
  return entries.map((entry, index) => {
    const { agreement, event } = entry;
    const dates = [event, ...event.directives].map(({ recordedAt }) => Date.parse(recordedAt));
    return {
      uid: `${names[index] ?? ''}@${place.ledgerId}`,
      ...daysOf(entry),
      summary: summaryOf(entry, place.lang),
      description: descriptionOf(entry, place.lang),
      stamp: new Date(Math.max(...dates)),
      url: agreement && `${place.console}/agreements/${encodeURIComponent(agreement.agreementId)}`,
    };
  });
}

/** Of these an agreement may have several at a time, each from a fact of its own. */
const OF_ONE_FACT: readonly CalendarKindName[] = ['SUSPENSION_END', 'REVIEW_DUE', 'MANDATE_END'];

/**
 * The name of each entry: its kind and whom it is about, without the day. Where several would have the same name, the latest has
 * it, and the fact is added to the earlier ones. The periods of a term are named by their days, which do not move. Entries that
 * are alike in everything are numbered.
 */
function namesOf(entries: readonly FeedEntry[]): readonly string[] {
  const plain = entries.map(({ kind, agreement, committee, organization, event }) =>
    [kind, agreement?.agreementId, committee?.committeeId, organization?.organizationId]
      .concat(OF_ONE_FACT.includes(kind) ? event.id : [])
      .filter((part) => part !== undefined)
      .join('/'),
  );
  const lasts = new Map(plain.map((name, index) => [name, index]));
  const periods = new Map<string, number>();
  const periodOf = ({ kind, event }: FeedEntry) => `${kind}/${event.id}`;
  for (const entry of entries) periods.set(periodOf(entry), (periods.get(periodOf(entry)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return entries.map((entry, index) => {
    const { kind, day, event } = entry;
    const before = plain[index] ?? '';
    const isPeriod =
      kind === 'TACIT_RENEWAL' || (kind === 'NOTICE_DEADLINE' && (periods.get(periodOf(entry)) ?? 0) > 1);
    const name = isPeriod
      ? `${before}/${day}`
      : lasts.get(before) === index
        ? before
        : `${before}/${event.id}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}/${times}`;
  });
}

/** The day; of an uncertain one all days between its bounds, and where it has none on one side, from or up to the day. */
function daysOf({ day, earliest, latest }: FeedEntry): Pick<FeedEvent, 'first' | 'last'> {
  return {
    first: earliest !== null && earliest < day ? earliest : day,
    last: latest !== null && latest > day ? latest : day,
  };
}

function summaryOf(
  { kind, certainty, agreement, committee, organization }: FeedEntry,
  lang: Language,
): string {
  const words = CALENDAR_KINDS[lang][kind];
  const what = `${words.charAt(0).toLocaleUpperCase(lang)}${words.slice(1)}`;
  const whose = organization ? ` (${organization.name})` : '';
  const about = agreement
    ? (agreement.title ?? agreement.agreementId)
    : (committee?.title ?? committee?.committeeId);
  const mark = certainty === 'CERTAIN' ? '' : '≈ ';
  return `${mark}${what}${whose}${lang === 'fr' ? '\u00a0: ' : ': '}${about ?? ''}`;
}

function descriptionOf({ certainty, day, earliest, latest }: FeedEntry, lang: Language): string {
  if (certainty === 'CERTAIN') return '';
  const french = lang === 'fr';
  if (earliest !== null && latest !== null)
    return french
      ? `Le jour n’est pas certain\u00a0: entre le ${earliest} et le ${latest}, le ${day} par défaut.`
      : `The day is not certain: between ${earliest} and ${latest}, taken as ${day}.`;
  return french
    ? `Le jour n’est pas certain\u00a0: le ${day} par défaut.`
    : `The day is not certain: taken as ${day}.`;
}
