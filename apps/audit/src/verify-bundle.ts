import type { X509Certificate } from 'node:crypto';
import { checkpointIn, sameHash, satisfies, type Checkpoint, type TrustPolicy } from '@entente/proof';
import { isByRetiredAlone, judgePast, judgeSignatures, type JudgedCheckpoint } from './checkpoints.js';
import { checkEntries, type CheckedEntries, type Event } from './entries.js';
import { finding, type Finding } from './findings.js';
import { LARGEST, type Folder } from './folder.js';
import { differingTile, treeOfTiles } from './log-files.js';
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
export function verifyBundle(folder: Folder, auditor: Auditor): Verdict {
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
  const { findings: files, missing } = checkManifest(folder);
  const note = folder.read('checkpoint', LARGEST.note)?.toString('utf8');
  if (note === undefined) return { ...none, findings: [...files, finding('FILE_MISSING', 'checkpoint')] };
  const claimed = checkpointIn(note);
  if (claimed === null) return { ...none, findings: [...files, finding('UNREADABLE', 'checkpoint')] };

  const entries = checkEntries(folder, {
    size: claimed.size,
    origin: raw ? null : claimed.origin,
    missing,
    onProgress: (count) => onProgress(count, claimed.size),
    onEvent: auditor.onEvent,
  });
  const { tree, rotations, lost } = entries;
  const past = judgePast(pastOf(folder), { tree, rotations, lost, policy });
  const latest = judgeSignatures(note, 'checkpoint', { logs: past.logs, policy, quorum: true });
  const retired = latest.checkpoint !== null && isByRetiredAlone(note, latest.checkpoint, rotations);
  const stamped = checkTimeStamps(folder, auditor.authorities);
  const findings = [
    ...files,
    ...entries.findings,
    ...past.findings,
    ...latest.findings,
    ...checkFresh(latest, auditor),
    ...stamped.findings,
    ...(retired ? [finding('RETIRED_KEY', 'checkpoint')] : []),
    ...checkRoot(folder, entries, claimed),
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
  const tiles = treeOfTiles(folder, size);
  // A bundle may leave the hashes out: they follow from the entries.
  const sealed = tiles.size === size && sameHash(tiles.root(size), root);
  // Entries that were lost on their way give no root: that says nothing of the log.
  const findings = whole || lost ? [] : [finding('ROOT_DIFFERS', `of ${size} events`)];
  if (!whole && !sealed)
    return tiles.size < size ? findings : [...findings, finding('TILE_DIFFERS', `of ${size} events`)];
  const differs = differingTile(folder, whole ? tree : tiles, size);
  if (differs !== null) findings.push(finding('TILE_DIFFERS', differs));
  if (whole) return findings;
  for (let index = 0; index < tree.size && index < size; index += 1)
    if (!sameHash(tree.leaf(index), tiles.leaf(index)))
      return [...findings, finding('ENTRY_DIFFERS', 'its hash is not the sealed one', index)];
  return findings;
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

interface Manifest {
  readonly files: Readonly<Record<string, string>>;
}

/** Whether the files are those that the manifest lists, and which are not there; a log that others publish has none. */
function checkManifest(folder: Folder): {
  readonly findings: readonly Finding[];
  readonly missing: ReadonlySet<string>;
} {
  const missing = new Set<string>();
  const text = folder.read('manifest.json', LARGEST.manifest)?.toString('utf8');
  if (text === undefined) return { findings: [], missing };
  const manifest = readManifest(text);
  if (manifest === null) return { findings: [finding('UNREADABLE', 'manifest.json')], missing };
  const findings = Object.entries(manifest.files).flatMap(([path, hash]): readonly Finding[] => {
    const found = folder.sha256(path);
    if (found === null) {
      missing.add(path);
      return [finding('FILE_MISSING', path)];
    }
    return found === hash ? [] : [finding('FILE_DIFFERS', path)];
  });
  return { findings, missing };
}

function readManifest(text: string): Manifest | null {
  try {
    const { files } = JSON.parse(text) as { readonly files?: unknown };
    if (typeof files !== 'object' || files === null) return null;
    return Object.values(files).every((hash) => typeof hash === 'string')
      ? { files: files as Manifest['files'] }
      : null;
  } catch {
    return null;
  }
}
