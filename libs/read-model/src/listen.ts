import { Client } from 'pg';

const CONNECT_MS = 8_000;

/** What listens until it is closed. */
interface Listening {
  /** Whether it hears of everything that is projected from now on. */
  isOn(): boolean;
  close(): Promise<void>;
}

/** Listens for what was projected, in whichever process; a lost connection is made again, and polling covers the gap. */
export async function listen(
  connectionString: string,
  heard: { readonly onPosition: (position: bigint) => void; readonly onLost: () => void },
): Promise<Listening> {
  let closed = false;
  let client: Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  const connect = async (): Promise<void> => {
    const made = new Client({ connectionString, keepAlive: true, connectionTimeoutMillis: CONNECT_MS });
    made.on('error', () => {});
    made.on('end', () => {
      if (closed) return;
      client = null;
      heard.onLost();
      retry = setTimeout(() => void connect().catch(() => {}), 1_000);
    });
    made.on('notification', ({ payload }) => {
      // Anybody with an account may notify: what is no position wakes nobody, and polling covers it.
      if (payload !== undefined && /^-?\d{1,19}$/.test(payload)) heard.onPosition(BigInt(payload));
    });
    await made.connect();
    try {
      await made.query('listen entente_projected');
    } catch (error) {
      await made.end().catch(() => {});
      throw error;
    }
    if (closed) await made.end();
    else client = made;
  };
  try {
    await connect();
  } catch (error) {
    closed = true;
    if (retry) clearTimeout(retry);
    throw error;
  }
  return {
    isOn: () => client !== null,
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      await client?.end();
    },
  };
}
