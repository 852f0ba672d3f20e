import { isIP } from 'node:net';
import { ROLES, isRole, type Role } from '@entente/access';
import { CALENDAR_KINDS, factOfType, isDay, isUuid, type Day, type Language } from '@entente/domain';
import { isPosition } from '@entente/ledger';
import { isPublicAddress } from '@entente/notices';
import { isMailAddress, isTimeZone } from '@entente/platform';
import type { CalendarKind } from '@entente/read-model';
import { InvalidArgumentError } from 'commander';

/** Reads a civil day. */
export function readDay(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError('Give a day that exists, as YYYY-MM-DD.');
  return text;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads an instant: RFC 3339, with its zone. */
export function readInstant(text: string): Date {
  const instant = new Date(text);
  if (!INSTANT.test(text) || !isDay(text.slice(0, 10)) || Number.isNaN(instant.getTime()))
    throw new InvalidArgumentError('Give an instant with its zone, such as 2025-04-16T23:59:59Z.');
  return instant;
}

/** Reads a position; the ledger checks later that it is one of its own. */
export function readPositionText(text: string): string {
  if (!isPosition(text))
    throw new InvalidArgumentError(
      'Give a position as the ledger shows it, such as f1a7f0a6-0000000000000096.',
    );
  return text;
}

/** Reads a revision: a whole number from 0. */
export function readRevision(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 0.');
  return Number(text);
}

/** Reads how many to list at most. */
export function readMost(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1 to 999999.');
  return Number(text);
}

/** Reads a number of days. */
export function readDays(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new InvalidArgumentError('Give a whole number of days from 1 to 99999.');
  return Number(text);
}

/** Reads an IANA time zone. */
export function readTimeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError('Give an IANA name such as America/Toronto.');
  return text;
}

/** Reads the address of a page: without a path, as a browser shows it. */
export function readAddress(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('Give an address such as https://entente.example.');
  return new URL(text).origin;
}

/** Reads a role. */
export function readRole(text: string): Role {
  if (!isRole(text)) throw new InvalidArgumentError(`Give one of ${ROLES.join(', ')}.`);
  return text;
}

/** Reads the name by which people recognise something: a token, a ledger. */
export function readName(text: string): string {
  const name = text.trim().normalize('NFC');
  // Control characters would garble lists of names, and PostgreSQL stores no NUL.
  if (name === '' || name.length > 200 || !name.isWellFormed() || /\p{Cc}/u.test(name))
    throw new InvalidArgumentError('Give a name of 1 to 200 characters on one line.');
  return name;
}

/** Reads an answer to a question, and puts it behind those before it. The last sign of equality parts them. */
export function readChoice(
  text: string,
  before: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const sign = text.lastIndexOf('=');
  const [question, chosen] = [text.slice(0, sign).trim(), text.slice(sign + 1).trim()];
  if (sign < 1 || question === '' || chosen === '')
    throw new InvalidArgumentError('Give a question of the report and its answer, such as days:signed=DMY.');
  return [...before, [question, chosen]];
}

/** Reads an e-mail address. */
export function readEmail(text: string): string {
  if (!isMailAddress(text))
    throw new InvalidArgumentError('Give an e-mail address such as name@example.org.');
  return text;
}

/** Reads a language of the ledger. */
export function readLanguage(text: string): Language {
  if (text !== 'fr' && text !== 'en') throw new InvalidArgumentError('Give fr or en.');
  return text;
}

/** Reads the id of an organisation, and puts it behind those before it. */
export function readOrganization(text: string, before: readonly string[]): readonly string[] {
  return [...before, text.toLowerCase()];
}

/** Reads kinds of days of the calendar; `none` for none. */
export function readKinds(text: string): readonly CalendarKind[] {
  const known = Object.keys(CALENDAR_KINDS.en) as CalendarKind[];
  if (text === 'none') return [];
  return text.split(',').map((one) => {
    const kind = known.find((name) => name === one.trim().toUpperCase());
    if (kind === undefined) throw new InvalidArgumentError(`Give some of ${known.join(', ')}, or none.`);
    return kind;
  });
}

/** Reads the id of something that a list shows. */
export function readListedId(text: string): string {
  if (!isUuid(text)) throw new InvalidArgumentError('Give an id, as the list shows it.');
  return text.toLowerCase();
}

/** Reads the address of a webhook: over TLS, to the public network, and without a name and a password. */
export function readWebhookUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '')
    throw new InvalidArgumentError('Give an address such as https://example.org/hooks.');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal))
    throw new InvalidArgumentError('Give an address of the public network: private ones are never asked.');
  return url.href;
}

/** Reads types of events. */
export function readTypes(text: string): readonly string[] {
  return text.split(',').map((one) => {
    const type = one.trim();
    if (!factOfType(type)) throw new InvalidArgumentError('Give types of events, such as PartnerSigned.');
    return type;
  });
}
