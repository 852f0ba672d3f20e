import type { Client, ClientConfig } from 'pg';
import { escapeIdentifier } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bell } from '../follow.js';
import { connect } from './connection.js';

/** A connection that rings the bell when any process has appended. Polling is what makes up for its gaps. */
export interface Listener {
  close(): Promise<void>;
}

const RECONNECT_AFTER_MS = 250;

/** Listens until closed; connects again whenever the connection is lost. */
export function listen(config: ClientConfig, channel: string, bell: Bell): Listener {
  const closing = new AbortController();
  let current: Client | null = null;
  const running = run();

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      let reportLost: () => void = () => undefined;
      const lost = new Promise<void>((resolve) => (reportLost = resolve));
      try {
        current = await connect(config, `LISTEN ${escapeIdentifier(channel)}`, () => reportLost());
        current.on('notification', () => bell.ring());
        // Catches up with what was appended before we listened.
        bell.ring();
        if (closing.signal.aborted) break;
        await lost;
      } catch {
        // The server cannot be reached: readers find that out themselves and say so.
      }
      current = null;
      await pause(RECONNECT_AFTER_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    await current?.end().catch(() => undefined);
  }

  return {
    async close() {
      closing.abort();
      await current?.end().catch(() => undefined);
      await running;
    },
  };
}
