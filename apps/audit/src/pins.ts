import { fromBase64, isTreeSize, sameHash, type Checkpoint, type Hash } from '@entente/proof';
import type { CheckedEntries } from './entries.js';
import { finding, type Finding } from './findings.js';

/** A checkpoint that an auditor noted: what was signed then must still be so. */
export interface Pin {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** Reads a file of pins, a line each: origin, size, root. Null where a line is not one. */
export function parsePins(text: string): readonly Pin[] | null {
  const pins = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line): Pin | null => {
      const [origin = '', sizeText = '', rootText = '', ...rest] = line.trim().split(/\s+/);
      const [size, root] = [Number(sizeText), fromBase64(rootText)];
      return rest.length === 0 && isTreeSize(size) && root?.length === 32 ? { origin, size, root } : null;
    });
  return pins.includes(null) ? null : pins.filter((pin) => pin !== null);
}

/** A line of a file of pins. */
export function writePin({ origin, size, root }: Pick<Checkpoint, 'origin' | 'size' | 'root'>): string {
  return `${origin} ${size} ${Buffer.from(root).toString('base64')}`;
}

/** Whether a log still begins as it did when it was pinned. Pins of other logs are passed over; that none fits is a finding. */
export function checkPins(
  pins: readonly Pin[],
  { tree, lost }: Pick<CheckedEntries, 'tree' | 'lost'>,
  origin: string,
): readonly Finding[] {
  const own = pins.filter((pin) => pin.origin === origin);
  if (own.length === 0) return [finding('NOT_PINNED', origin)];
  return own.flatMap(({ size, root }): readonly Finding[] => {
    // The entries that were pinned were lost on their way to the auditor: nothing is known of them.
    if (lost && size > tree.size) return [];
    if (size > tree.size)
      return [finding('PIN_DIFFERS', `${size} events were pinned, ${tree.size} are there`, tree.size)];
    return sameHash(tree.root(size), root) ? [] : [finding('PIN_DIFFERS', `among the first ${size} events`)];
  });
}
