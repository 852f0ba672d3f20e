import { connect, createServer, type Socket } from 'node:net';

/** When the connection is lost: before the server hears of the COMMIT, or after it has obeyed and before its answer. */
export type Cut = 'before' | 'after';

/** A TCP proxy in front of PostgreSQL that loses a connection at its COMMIT, once for each time it is asked to. */
export interface CuttingProxy {
  readonly port: number;
  /** Loses the connection of the next COMMIT. */
  cutNextCommit(cut: Cut): void;
  /** From now on nothing passes on the connections that are open or are made, until `false`; those never live again. */
  hang(hanging: boolean): void;
  /** How many connections it has lost. */
  cuts(): number;
  close(): Promise<void>;
}

/** Starts a proxy to a server on 127.0.0.1. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let next: Cut | null = null;
  let cuts = 0;
  let hanging = false;
  const dead = new WeakSet<Socket>();
  const sockets = new Set<Socket>();
  const ends = new Set<Socket>();

  const server = createServer((near) => {
    const far = connect(serverPort, '127.0.0.1');
    let muted = false;
    const lose = () => {
      cuts += 1;
      near.destroy();
      far.destroy();
    };
    ends.add(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        ends.delete(near);
        near.destroy();
        far.destroy();
      });
    }
    if (hanging) dead.add(near);
    near.on('data', (chunk) => {
      if (dead.has(near)) return;
      const cut = chunk.includes('COMMIT\0') ? next : null;
      if (cut) next = null;
      if (cut === 'before') return lose();
      if (cut === 'after') muted = true;
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (dead.has(near)) return;
      if (!muted) near.write(chunk);
      // The tag of its command-complete message: the transaction is on the disk.
      else if (chunk.includes('COMMIT\0')) lose();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cutNextCommit: (cut) => void (next = cut),
    hang(now) {
      hanging = now;
      if (now) for (const near of ends) dead.add(near);
    },
    cuts: () => cuts,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
