import type { X509Certificate } from 'node:crypto';
import {
  checkpointIn,
  sameHash,
  satisfies,
  type Checkpoint,
  type MerkleTree,
  type TrustPolicy,
} from '@entente/proof';
import { isByRetiredAlone, judgePast, judgeSignatures, type JudgedCheckpoint } from './checkpoints.js';
import { checkEntries, type CheckedEntries, type Event } from './entries.js';
import type { ThreadProgram } from './entries-thread.js';
import { finding, type Finding } from './findings.js';
import { LARGEST, type Folder } from './folder.js';
import { differingTile, treeOfTiles } from './log-files.js';
import { openManifest } from './manifest.js';
import { checkPins, type Pin } from './pins.js';
import { checkTimeStamps } from './time-stamps.js';

/** What an auditor brings along: none of it comes from the bundle. */
export interface Auditor {
  readonly policy: TrustPolicy;
  /** What was noted before; null where nothing is brought along. */
  readonly pins: readonly Pin[] | null;
  /** The instant since when enough witnesses must have cosigned; null where their cosignatures may be of any age. */
  readonly freshSince: Date | null;
  /** The time-stamping authorities that are trusted; null where time stamps are passed over. */
  readonly authorities: readonly X509Certificate[] | null;
  /** The log is not of Entente: its entries are bytes of any kind. */
  readonly raw: boolean;
  /** The program whose thread reads entries; null where none is started. */
  readonly thread: ThreadProgram | null;
  readonly onProgress: (count: number, of: number) => void;
  /** Called with each event of the log, in their order. */
  readonly onEvent?: (event: Event, index: number) => void;
}

/** The verdict. */
export interface Verdict {
  readonly findings: readonly Finding[];
  /** The signed checkpoint; null where there is none that is trusted. */
  readonly checkpoint: Checkpoint | null;
  readonly events: number;
  readonly streams: number;
  /** Earlier checkpoints that were compared. */
  readonly checkpoints: number;
  readonly witnesses: readonly string[];
  /** What good time stamps say, in words. */
  readonly timeStamps: readonly string[];
  /** The name of the log, as its checkpoint has it; null where there is no checkpoint. */
  readonly origin: string | null;
  /** What the entries came to; null where they were not read. */
  readonly entries: CheckedEntries | null;
}

/** Verifies a bundle, or any log in the files of tlog-tiles: entries, tiles, checkpoints, pins. It asks no network. */
export function verifyBundle(bundle: Folder, auditor: Auditor): Verdict {
  const { policy, raw, onProgress } = auditor;
  const none = {
    checkpoint: null,
    events: 0,
    streams: 0,
    checkpoints: 0,
    witnesses: [],
    timeStamps: [],
    origin: null,
    entries: null,
  };
  const manifest = openManifest(bundle);
  const { folder } = manifest;
  const note = folder.read('checkpoint', LARGEST.note)?.toString('utf8');
  const claimed = note === undefined ? null : checkpointIn(note);
  if (note === undefined || claimed === null) {
    const code = note === undefined ? 'FILE_MISSING' : 'UNREADABLE';
    return { ...none, findings: [...manifest.check().findings, finding(code, 'checkpoint')] };
  }

  const place = { folder, onRead: manifest.note, thread: auditor.thread };
  const entries = checkEntries(place, {
    size: claimed.size,
    origin: raw ? null : claimed.origin,
    missing: () => manifest.check().missing,
    onProgress: (count) => onProgress(count, claimed.size),
    onEvent: auditor.onEvent,
  });
  const { tree, rotations, lost } = entries;
  const past = judgePast(pastOf(folder), { tree, rotations, lost, policy });
  const latest = judgeSignatures(note, 'checkpoint', { logs: past.logs, policy, quorum: true });
  const retired = latest.checkpoint !== null && isByRetiredAlone(note, latest.checkpoint, rotations);
  const stamped = checkTimeStamps(folder, auditor.authorities);
  const rooted = checkRoot(folder, entries, claimed);
  const findings = [
    ...manifest.check().findings,
    ...entries.findings,
    ...past.findings,
    ...latest.findings,
    ...checkFresh(latest, auditor),
    ...stamped.findings,
    ...(retired ? [finding('RETIRED_KEY', 'checkpoint')] : []),
    ...rooted,
    ...(auditor.pins ? checkPins(auditor.pins, entries, claimed.origin) : []),
  ];
  return {
    findings,
    checkpoint: latest.checkpoint,
    events: tree.size,
    streams: entries.streams,
    checkpoints: past.checkpoints,
    witnesses: latest.signatures.filter(({ time }) => time !== null).map(({ key }) => key.name),
    timeStamps: stamped.stamps,
    origin: claimed.origin,
    entries,
  };
}

/** Whether enough of the cosignatures are new enough; where there are too few of any age that is a finding already. */
function checkFresh(
  { checkpoint, signatures, findings }: JudgedCheckpoint,
  { policy: { quorum }, freshSince }: Auditor,
): readonly Finding[] {
  if (freshSince === null || checkpoint === null || findings.length > 0) return [];
  const since = freshSince.getTime() / 1_000;
  if (
    satisfies(
      quorum,
      signatures.filter(({ time }) => time !== null && time >= since),
    )
  )
    return [];
  const times = signatures.map(({ time }) => time).filter((time) => time !== null);
  const newest = new Date(Math.max(...times) * 1_000).toISOString();
  return [finding('NOT_FRESH', `the newest cosignature is of ${newest}`)];
}

/** Whether the entries give the signed root; where they do not, the first that differs from what the tiles say was sealed. */
function checkRoot(
  folder: Folder,
  { tree, lost }: CheckedEntries,
  { size, root }: Checkpoint,
): readonly Finding[] {
  const whole = tree.size === size && sameHash(tree.root(), root);
  if (whole) return checkTiles(folder, tree, size);
  const tiles = treeOfTiles(folder, size);
  // Entries that were lost on their way give no root: that says nothing of the log.
  const findings = lost ? [] : [finding('ROOT_DIFFERS', `of ${size} events`)];
  // A bundle may leave the hashes out: they follow from the entries.
  if (tiles.size < size) return findings;
  if (!sameHash(tiles.root(size), root)) return [...findings, finding('TILE_DIFFERS', `of ${size} events`)];
  findings.push(...checkTiles(folder, tiles, size));
  for (let index = 0; index < tree.size && index < size; index += 1)
    if (!sameHash(tree.leaf(index), tiles.leaf(index)))
      return [...findings, finding('ENTRY_DIFFERS', 'its hash is not the sealed one', index)];
  return findings;
}

/** Whether the tiles of hashes that are there are those of a tree. */
function checkTiles(folder: Folder, tree: MerkleTree, size: number): readonly Finding[] {
  const differs = differingTile(folder, tree, size);
  return differs === null ? [] : [finding('TILE_DIFFERS', differs)];
}

/** The notes of earlier checkpoints by the sizes that they say: their names may sort otherwise. */
function pastOf(folder: Folder): readonly { readonly name: string; readonly note: string }[] {
  const notes = folder.list('checkpoints').map((file) => {
    const name = `checkpoints/${file}`;
    const note = folder.read(name, LARGEST.note)?.toString('utf8') ?? '';
    return { name, note, size: checkpointIn(note)?.size ?? 0 };
  });
  return notes.toSorted((a, b) => a.size - b.size);
}
