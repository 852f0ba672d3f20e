import { z } from 'zod';

/** How people are written to, and when. */
export interface NoticeConfiguration {
  /** How mail is sent; null: none is. */
  readonly mail: MailConfiguration | null;
  /** `ENTENTE_PUBLIC_URL`: the address under which people reach the ledger, without a path. Null where it is not set. */
  readonly publicUrl: string | null;
  /** `ENTENTE_REMINDER_DAYS`: how many days before a deadline people are reminded of it. Default 90, 30, 7 and 0. */
  readonly reminderDays: readonly number[];
  /** `ENTENTE_NOTICES_HOUR`: from which hour of the day on, in the ledger's zone, the day's mail goes. Default 7. */
  readonly hour: number;
}

/** How mail is sent. */
export interface MailConfiguration {
  /** `ENTENTE_SMTP_URL`: smtp://user:password@host:port, or smtps://. It may hold a password. */
  readonly url: string;
  /** `ENTENTE_MAIL_FROM`: the address that mail comes from. */
  readonly from: string;
  /** `ENTENTE_PUBLIC_URL`: what the addresses in mails begin with. */
  readonly publicUrl: string;
}

/** What the variables of notices look like once they are read. */
interface Read {
  readonly ENTENTE_SMTP_URL?: string | undefined;
  readonly ENTENTE_MAIL_FROM?: string | undefined;
  readonly ENTENTE_PUBLIC_URL?: string | undefined;
  readonly ENTENTE_REMINDER_DAYS?: readonly number[] | undefined;
  readonly ENTENTE_NOTICES_HOUR?: number | undefined;
}

const NEEDED = ['ENTENTE_MAIL_FROM', 'ENTENTE_PUBLIC_URL'] as const;
const MOST_DAYS = 3_650;

/** The variables of notices. No value of an address that may hold a password gets into a problem. */
export const NOTICE_VARIABLES = {
  ENTENTE_SMTP_URL: z
    .string()
    .refine(isSmtpUrl, {
      error: 'is not the address of a mail server; give smtp://user:password@host:port, or smtps://',
    })
    .optional(),
  ENTENTE_MAIL_FROM: z
    .string()
    .refine(isMailAddress, { error: 'is not an e-mail address; give one such as entente@example.org' })
    .optional(),
  ENTENTE_PUBLIC_URL: z
    .string()
    .refine(isOrigin, {
      error: 'is not the address of this ledger; give one without a path, such as https://entente.example',
    })
    .transform((text) => new URL(text).origin)
    .optional(),
  ENTENTE_REMINDER_DAYS: z
    .string()
    .refine((text) => daysIn(text) !== null, {
      error: `is not a list of days; give whole numbers up to ${MOST_DAYS} with commas between, such as 90,30,7,0`,
    })
    .transform((text) => daysIn(text) ?? [])
    .optional(),
  ENTENTE_NOTICES_HOUR: z
    .string()
    .regex(/^(\d|1\d|2[0-3])$/, { error: 'is not an hour of the day; give a whole number from 0 to 23' })
    .transform(Number)
    .optional(),
};

/** What the mail server needs beside its address and is not set; null when nothing is missing. */
export function noticeProblem(given: Readonly<Record<string, string | undefined>>): string | null {
  if (given['ENTENTE_SMTP_URL'] === undefined) return null;
  const missing = NEEDED.find((name) => !(name in given));
  return missing === undefined ? null : `${missing}: not set, and ENTENTE_SMTP_URL is; set both`;
}

/** The configuration that the variables say. */
export function noticesIn(read: Read): NoticeConfiguration {
  const { ENTENTE_SMTP_URL: url, ENTENTE_MAIL_FROM: from, ENTENTE_PUBLIC_URL: publicUrl } = read;
  return {
    mail:
      url === undefined || from === undefined || publicUrl === undefined ? null : { url, from, publicUrl },
    publicUrl: publicUrl ?? null,
    reminderDays: read.ENTENTE_REMINDER_DAYS ?? [90, 30, 7, 0],
    hour: read.ENTENTE_NOTICES_HOUR ?? 7,
  };
}

/** True for what mail can be sent to: one address, without a name. */
export function isMailAddress(text: string): boolean {
  return z.email().safeParse(text).success && text.length <= 254;
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  return (
    /^smtps?:$/.test(protocol) && hostname !== '' && /^\/?$/.test(pathname) && search === '' && hash === ''
  );
}

/** True for the address of a server, without a path and without credentials. */
export function isOrigin(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === '/' && [search, hash, username, password].every((part) => part === '');
}

/** Days from the farthest to the nearest; null where the text is no list of days. */
function daysIn(text: string): readonly number[] | null {
  const days = text.split(',').map((day) => day.trim());
  if (!days.every((day) => /^\d{1,4}$/.test(day) && Number(day) <= MOST_DAYS)) return null;
  return [...new Set(days.map(Number))].toSorted((one, other) => other - one);
}
