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
  readonly event: { readonly recordedAt: string };
}

/** Which ledger a feed is of, where its console is, and in which language it speaks. */
export interface FeedPlace {
  readonly ledgerId: string;
  readonly console: string;
  readonly lang: Language;
}

/**
 * Entries as events of a calendar. One is the same as long as what falls on the day is of the same kind, about the same agreement
 * or committee and the same organisation; of several that are alike, the second is the second.
 */
export function feedEvents(entries: readonly FeedEntry[], place: FeedPlace): readonly FeedEvent[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const { agreement, committee, organization, kind, day } = entry;
    const about = [agreement?.agreementId, committee?.committeeId, organization?.organizationId];
    const name = [kind, day, ...about.filter((id) => id !== undefined)].join('/');
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return {
      uid: `${before === 0 ? name : `${name}/${before + 1}`}@${place.ledgerId}`,
      ...daysOf(entry),
      summary: summaryOf(entry, place.lang),
      description: descriptionOf(entry, place.lang),
      stamp: new Date(entry.event.recordedAt),
      url: agreement && `${place.console}/agreements/${encodeURIComponent(agreement.agreementId)}`,
    };
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
