import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { SeenRow, SeenRows } from '../plan/seen.js';
import { nothingThere } from './nothing-there.js';

const LINE_FEED = 0x0a;
/** As much is read at once: rows are asked for nearly in the order in which they were kept. */
const WINDOW = 262_144;
/** As far before the row that is asked for a window begins. */
const BEFORE = 65_536;

/** Opens a file of rows that were recorded, a line each. Of a row that is there several times the last counts. */
export async function openSeenRows(path: string): Promise<SeenRows> {
  const places = await placesIn(path);
  let window: { readonly from: number; readonly bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };

  const lineAt = (place: number): string | null => {
    const start = place - window.from;
    const end = start < 0 ? -1 : window.bytes.indexOf(LINE_FEED, start);
    return end < 0 ? null : window.bytes.toString('utf8', start, end);
  };

  return {
    has: (key) => places.has(key),
    keys: () => places.keys(),
    async row(key) {
      const place = places.get(key);
      if (place === undefined) return undefined;
      for (let size = WINDOW; ; size *= 2) {
        const line = lineAt(place);
        if (line !== null) return JSON.parse(line) as SeenRow;
        const from = Math.max(0, place - BEFORE);
        const { bytes, isWhole } = await read(path, from, size);
        // The last line ends with the file.
        window = { from, bytes: isWhole ? Buffer.concat([bytes, Buffer.from([LINE_FEED])]) : bytes };
        if (isWhole && lineAt(place) === null) throw new Error(`${path} was cut off`);
      }
    },
  };
}

/** Where the rows stand in the file. What a crash cut short is not remembered: the row is sent again, and the ledger knows it. */
async function placesIn(path: string): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  const note = (line: Buffer, place: number): void => {
    const key = keyIn(line);
    if (key !== null) places.set(key, place);
  };
  let begun = Buffer.alloc(0);
  let place = 0;
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      const bytes = Buffer.concat([begun, piece]);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        note(bytes.subarray(start, end), place + start);
        start = end + 1;
      }
      place += start;
      begun = bytes.subarray(start);
    }
  } catch (error) {
    nothingThere(error);
  }
  note(begun, place);
  return places;
}

function keyIn(line: Buffer): string | null {
  if (line.length === 0) return null;
  try {
    return (JSON.parse(line.toString('utf8')) as SeenRow).key;
  } catch {
    return null;
  }
}

async function read(
  path: string,
  from: number,
  size: number,
): Promise<{ readonly bytes: Buffer; readonly isWhole: boolean }> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, from);
    return { bytes: buffer.subarray(0, bytesRead), isWhole: bytesRead < size };
  } finally {
    await file.close();
  }
}
