import {
  NotCanonicalError,
  TILE_WIDTH,
  createLogTree,
  leafHash,
  parseCanonical,
  parseVerifierKey,
  tilePath,
  type MerkleTree,
  type VerifierKey,
} from '@entente/proof';
import { finding, type Finding } from './findings.js';
import type { Folder } from './folder.js';
import { readEntries } from './log-files.js';
import { createSeenIds, type SeenIds } from './seen-ids.js';

/** A change of key that the log records. */
export interface Rotation {
  readonly index: number;
  readonly previous: VerifierKey;
  readonly next: VerifierKey;
}

/** The entries of a log, read and checked one by one. */
export interface CheckedEntries {
  /** A leaf for each entry that is there. */
  readonly tree: MerkleTree;
  readonly rotations: readonly Rotation[];
  readonly findings: readonly Finding[];
  /** The manifest lists entries that are not there, so the tree ends before the log does, and nothing is known of the rest. */
  readonly lost: boolean;
  readonly streams: number;
  /** The latest instant at which an event says that it was recorded; empty where there is none. */
  readonly lastRecorded: string;
}

/** What is looked at of an event: the rest is whatever it says. */
export interface Event {
  readonly ledger: string;
  readonly id: string;
  readonly stream: string;
  readonly rev: number;
  readonly prev: string | null;
  readonly type: string;
  /** UTC with three decimals, so that texts compare as instants do. */
  readonly recorded: string;
  readonly occurred: unknown;
  readonly effective: unknown;
  readonly data: unknown;
  readonly personal: unknown;
}

interface End {
  readonly revision: number;
  readonly hash: string;
  readonly recorded: string;
}

interface Seen {
  readonly ids: SeenIds;
  readonly ends: Map<string, End>;
}

/** As many findings of entries as are kept: of a log that is wrong from some place on, each entry would be one. */
const MOST = 1_000;

/**
 * Reads the first `size` entries of a log in their order. Those of Entente are checked beyond their hash: their one form, the
 * chain of each stream, their ids, their ledger.
 *
 * @param origin the name of the log, which its events' ledger has to have; null where it is not of Entente: entries are bytes
 * @param missing the files that the manifest lists and that are not there
 */
export function checkEntries(
  folder: Folder,
  {
    size,
    origin,
    missing,
    onProgress,
    onEvent,
  }: {
    readonly size: number;
    readonly origin: string | null;
    readonly missing: ReadonlySet<string>;
    readonly onProgress: (count: number) => void;
    readonly onEvent?: ((event: Event, index: number) => void) | undefined;
  },
): CheckedEntries {
  const tree = createLogTree();
  const findings: Finding[] = [];
  const rotations: Rotation[] = [];
  const seen: Seen = { ids: createSeenIds(), ends: new Map() };
  const report = (found: Finding): void => void (findings.length < MOST && findings.push(found));
  let lost = false;
  let lastRecorded = '';
  for (let bundle = 0; tree.size < size; bundle += 1) {
    const entries = readEntries(folder, bundle, size) ?? [];
    for (const bytes of entries) {
      const index = tree.size;
      const hash = leafHash(bytes);
      tree.append(Buffer.from(hash, 'hex'));
      if (origin !== null) {
        const event = readEvent(bytes, index, report);
        if (event) checkEvent(event, { hash, index, origin }, seen, report);
        if (event) onEvent?.(event, index);
        if (event && event.recorded > lastRecorded) lastRecorded = event.recorded;
        const rotation = event && rotationIn(event, index);
        if (rotation) rotations.push(rotation);
      }
    }
    // A bundle that is short leaves the log short; the next path would be read at another index.
    if (entries.length !== TILE_WIDTH && tree.size < size) {
      lost = isAmong(missing, bundle);
      if (!lost) report(finding('ENTRIES_MISSING', `there are ${tree.size} of ${size} events`, tree.size));
      break;
    }
    onProgress(tree.size);
  }
  return { tree, rotations, findings, lost, streams: seen.ends.size, lastRecorded };
}

/** Whether a bundle of entries, whole or not, is among these files. */
function isAmong(files: ReadonlySet<string>, bundle: number): boolean {
  const whole = tilePath({ level: 'entries', index: bundle, width: TILE_WIDTH });
  return [...files].some((file) => file === whole || file.startsWith(`${whole}.p/`));
}

function readEvent(bytes: Uint8Array, index: number, report: (found: Finding) => void): Event | null {
  try {
    const value = parseCanonical(bytes);
    if (isEvent(value)) return value;
    report(finding('NOT_AN_EVENT', 'members are missing', index));
  } catch (error) {
    if (!(error instanceof NotCanonicalError)) throw error;
    report(finding('NOT_CANONICAL', error.message, index));
  }
  return null;
}

function isEvent(value: unknown): value is Event {
  if (typeof value !== 'object' || value === null) return false;
  const { ledger, id, stream, rev, prev, type, recorded } = value as Readonly<Record<string, unknown>>;
  const texts = [ledger, id, stream, type, recorded].every((member) => typeof member === 'string');
  return texts && typeof rev === 'number' && (prev === null || typeof prev === 'string');
}

function checkEvent(
  { ledger, id, stream, rev, prev, recorded }: Event,
  { hash, index, origin }: { readonly hash: string; readonly index: number; readonly origin: string },
  seen: Seen,
  report: (found: Finding) => void,
): void {
  if (`entente/${ledger}` !== origin) report(finding('OTHER_LEDGER', ledger, index));
  if (!seen.ids.add(id)) report(finding('DUPLICATE_ID', id, index));
  const before = seen.ends.get(stream);
  const follows = rev === (before?.revision ?? -1) + 1 && prev === (before?.hash ?? null);
  if (!follows) report(finding('CHAIN_BROKEN', `${stream}, revision ${rev}`, index));
  if (before && recorded < before.recorded) report(finding('RECORDED_BACKWARDS', recorded, index));
  seen.ends.set(stream, { revision: rev, hash, recorded });
}

function rotationIn({ type, data }: Event, index: number): Rotation | null {
  if (type !== 'LogKeyRotated' || typeof data !== 'object' || data === null) return null;
  const { previousKey, nextKey } = data as Readonly<Record<string, unknown>>;
  const previous = parseVerifierKey(String(previousKey));
  const next = parseVerifierKey(String(nextKey));
  return previous && next && { index, previous, next };
}
