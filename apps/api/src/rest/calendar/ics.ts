import { addDays, type Day } from '@entente/domain';

/** Something that falls on one day, or on some day between two. */
export interface FeedEvent {
  /** The same each time that it is sent. */
  readonly uid: string;
  readonly first: Day;
  readonly last: Day;
  readonly summary: string;
  readonly description: string;
  /** When it became known as it is. */
  readonly stamp: Date;
  readonly url: string | null;
}

/** A calendar as it is sent (RFC 5545): days without a time or a zone, the end exclusive; nobody is busy by them. */
export function icsOf(name: string, description: string, events: readonly FeedEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Entente//Entente//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-CALDESC:${escaped(description)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `DTSTAMP:${event.stamp.toISOString().replace(/[-:]|\.\d+/g, '')}`,
      `SEQUENCE:${sequenceOf(event.stamp)}`,
      `DTSTART;VALUE=DATE:${compact(event.first)}`,
      `DTEND;VALUE=DATE:${compact(addDays(event.last, 1))}`,
      `SUMMARY:${escaped(event.summary)}`,
      ...(event.description === '' ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
      ...(event.url === null ? [] : [`URL:${event.url}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Which state of the event this is: a later one has a higher number (RFC 5545, 3.8.7.4). Minutes, for it has to fit into 31 bits. */
function sequenceOf(stamp: Date): number {
  return Math.max(0, Math.floor((stamp.getTime() - Date.UTC(2000)) / 60_000));
}

function compact(day: Day): string {
  return day.replaceAll('-', '');
}

/** A text as a value (RFC 5545, 3.3.11). */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');
}

const MOST_OCTETS = 75;

/** A line of at most 75 octets, gone on with on lines that begin with a space (RFC 5545, 3.1); no character is cut. */
function folded(line: string): string {
  let octets = 0;
  let out = '';
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
