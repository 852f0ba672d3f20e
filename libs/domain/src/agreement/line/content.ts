import type { Day } from '../../time/day.js';
import { eventsOf, type LineEvent, type LineEventOf } from './line-event.js';

/** What an agreement says of itself, as its registration has it and amendments change it. */
export type Content = Pick<
  LineEventOf<'AgreementRegistered'>['data'],
  'title' | 'objectives' | 'sectors' | 'openToAccession' | 'binding' | 'initiative'
>;

/** What an agreement says of itself from a day on (null: from the beginning). */
export interface ContentLine {
  readonly from: Day | null;
  readonly content: Content;
  readonly event: LineEventOf<'AgreementRegistered'> | LineEventOf<'AgreementAmended'>;
}

/** The content through time: that of the registration, and after each amendment by its point, then as recorded. */
export function contentsOf(
  registration: LineEventOf<'AgreementRegistered'>,
  events: readonly LineEvent[],
): readonly ContentLine[] {
  const { title, objectives, sectors, openToAccession, binding, initiative } = registration.data;
  let content: Content = {
    title,
    binding,
    ...(objectives && { objectives }),
    ...(sectors && { sectors }),
    ...(openToAccession !== undefined && { openToAccession }),
    ...(initiative && { initiative }),
  };
  const lines: ContentLine[] = [{ from: null, content, event: registration }];
  const amendments = eventsOf(events, 'AgreementAmended').toSorted((a, b) => {
    const [one, other] = [a.effective.point, b.effective.point];
    return one === other ? a.order - b.order : one < other ? -1 : 1;
  });
  for (const event of amendments) {
    content = amended(content, event);
    lines.push({ from: event.effective.point, content, event });
  }
  return lines;
}

function amended(content: Content, { data }: LineEventOf<'AgreementAmended'>): Content {
  const members = new Map<string, unknown>(Object.entries(content));
  for (const { member, after } of data.changes)
    if (after === undefined) members.delete(member);
    else members.set(member, after);
  return Object.fromEntries(members) as unknown as Content;
}

/** What an agreement says of itself on a day; null before it is registered. */
export function contentOn(
  { contents }: { readonly contents: readonly ContentLine[] },
  day: Day,
): Content | null {
  return contents.findLast(({ from }) => from === null || from <= day)?.content ?? null;
}
