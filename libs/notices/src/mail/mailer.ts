import type { MailConfiguration } from '@entente/platform';
import { createTransport } from 'nodemailer';
import type { Digest } from './digest.js';

/** A mail, ready to go. */
export interface Letter extends Digest {
  readonly personId: string;
  readonly to: string;
  /** The same each time that the mail is sent, so that whoever receives it twice shows it once. */
  readonly messageId: string;
  readonly stopUrl: string;
}

/** Why a mail was not taken. */
export interface MailProblem {
  /** In a few words that name nobody. */
  readonly problem: string;
  /** Whether sending it again can help. */
  readonly passing: boolean;
}

/** Hands mail to a server. */
export interface Mailer {
  /** Null once the server has taken the mail. */
  send(letter: Letter): Promise<MailProblem | null>;
  close(): void;
}

/** How long a server may keep one waiting. */
const PATIENCE_MS = 30_000;
const OWN_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A mailer by SMTP. The connection is encrypted, unless the server is on this machine. */
export function openMailer({ url, from }: MailConfiguration): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const own = OWN_HOSTS.has(hostname);
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !own,
    ignoreTLS: own && !secure,
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html, messageId, stopUrl }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'List-Unsubscribe': `<${stopUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        });
        return null;
      } catch (error) {
        return problemOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** What a failure says of itself, without the address that a server's answer may repeat. */
function problemOf(error: unknown): MailProblem {
  const { code = 'UNKNOWN', responseCode } = error as {
    readonly code?: string;
    readonly responseCode?: number;
  };
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE';
  return {
    problem: responseCode === undefined ? code : `${code} ${responseCode}`,
    passing: !(refused && responseCode !== undefined && responseCode >= 500),
  };
}
