/** A mail server of a test: it takes what it is sent, or refuses it as the test says. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as its server took it. */
export interface TakenMail extends Email {
  readonly recipients: readonly string[];
}

/** A mail server in this process. */
export interface MailServer {
  /** smtp://127.0.0.1:port */
  readonly url: string;
  /** What was taken, in its order. */
  readonly taken: TakenMail[];
  /** The codes with which it answers mail to addresses, instead of taking it. */
  readonly refusals: Map<string, number>;
  close(): Promise<void>;
}

/** Starts a mail server on a port of its own. */
export async function startMailServer(): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const refusals = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const responseCode = refusals.get(address);
      callback(responseCode === undefined ? null : Object.assign(new Error('refused'), { responseCode }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          taken.push({ ...mail, recipients: session.envelope.rcptTo.map(({ address }) => address) });
          callback(null);
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
