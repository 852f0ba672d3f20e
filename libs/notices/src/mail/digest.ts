import { CALENDAR_KINDS, daysBetween, factOfType, type Day, type Language } from '@entente/domain';
import type { Act, Item, Reminder } from '../items.js';
import type { Titles } from './looked-up.js';
import { WORDS } from './words.js';

/** A mail as it is sent, but for whom it goes to. */
export interface Digest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a digest is written of. */
export interface DigestParts {
  readonly items: readonly Item[];
  readonly titles: Titles;
  readonly language: Language;
  readonly today: Day;
  /** What the ledger is called. */
  readonly ledger: string;
  /** The address of the console, without a slash at its end. */
  readonly publicUrl: string;
  /** The address that ends the mail to this person. */
  readonly stopUrl: string;
}

/** More lines than this nobody reads in a mail. */
const MOST_LINES = 50;

interface Line {
  readonly before: string;
  readonly title: string;
  readonly url: string | null;
}

/** Writes the mail of a day: the deadlines that come near, the nearest first, then what was recorded. */
export function writeDigest(parts: DigestParts): Digest {
  const { items, language, ledger, stopUrl } = parts;
  const words = WORDS[language];
  const reminders = items
    .filter((item) => item.of === 'DAY')
    .toSorted((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
  const acts = items.filter((item) => item.of === 'ACT');
  const sections = [
    { title: words.days, lines: reminders.map((reminder) => dayLine(reminder, parts)) },
    { title: words.acts, lines: acts.map((act) => actLine(act, parts)) },
  ].filter(({ lines }) => lines.length > 0);
  const more = (count: number): readonly string[] =>
    count > MOST_LINES ? [words.more(count - MOST_LINES)] : [];
  const text = [
    ...sections.flatMap(({ title, lines }) => [
      title.toLocaleUpperCase(language),
      '',
      ...lines
        .slice(0, MOST_LINES)
        .flatMap(({ before, title: about, url }) => [
          `- ${before}${words.colon}${about}`,
          ...(url === null ? [] : [`  ${url}`]),
        ]),
      ...more(lines.length).map((line) => `- ${line}`),
      '',
    ]),
    '-- ',
    words.why,
    `${words.stop}${words.colon}${stopUrl}`,
    '',
  ].join('\n');
  const html = [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(ledger)}</title><body>`,
    ...sections.map(
      ({ title, lines }) =>
        `<h2>${escaped(title)}</h2><ul>${lines.slice(0, MOST_LINES).map(itemOf(words.colon)).join('')}${more(
          lines.length,
        )
          .map((line) => `<li>${escaped(line)}</li>`)
          .join('')}</ul>`,
    ),
    `<hr><p>${escaped(words.why)} <a href="${escaped(stopUrl)}">${escaped(words.stop)}</a></p></body></html>`,
  ].join('\n');
  return { subject: words.subject(ledger, reminders.length, acts.length), text, html };
}

function itemOf(colon: string): (line: Line) => string {
  return ({ before, title, url }) => {
    const about = url === null ? escaped(title) : `<a href="${escaped(url)}">${escaped(title)}</a>`;
    return `<li>${escaped(before)}${colon}${about}</li>`;
  };
}

function dayLine(reminder: Reminder, { titles, language, today, publicUrl }: DigestParts): Line {
  const { kind, day, certainty, agreementId, committeeId, organizationId } = reminder;
  const words = WORDS[language];
  const whose = organizationId === null ? '' : `, ${titles.organization(organizationId)}`;
  const mark = certainty === 'CERTAIN' ? '' : `, ${words.notCertain}`;
  return {
    before: `${dayInWords(day, language)} (${farInWords(daysBetween(today, day), language)}${mark}), ${CALENDAR_KINDS[language][kind]}${whose}`,
    title: agreementId === null ? titles.committee(committeeId ?? '') : titles.agreement(agreementId),
    url: agreementId === null ? null : agreementUrl(publicUrl, agreementId),
  };
}

function actLine({ type, agreementId }: Act, { titles, language, publicUrl }: DigestParts): Line {
  const called = factOfType(type)?.called[language] ?? type;
  return {
    before: `${called.charAt(0).toLocaleUpperCase(language)}${called.slice(1)}`,
    title: titles.agreement(agreementId),
    url: agreementUrl(publicUrl, agreementId),
  };
}

function agreementUrl(publicUrl: string, agreementId: string): string {
  return `${publicUrl}/agreements/${encodeURIComponent(agreementId)}`;
}

function farInWords(days: number, language: Language): string {
  const words = WORDS[language];
  if (days < 0) return words.past;
  if (days === 0) return words.today;
  return days === 1 ? words.tomorrow : words.inDays(days);
}

function dayInWords(day: Day, language: Language): string {
  const format = new Intl.DateTimeFormat(WORDS[language].locale, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** A text as it stands in HTML, between tags or in an attribute. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
