import { createHash } from 'node:crypto';
import { sameHash, type Checkpoint, type MerkleTree, type TrustPolicy } from '@entente/proof';
import { checkpointIn, isByRetiredAlone, judgePast, judgeSignatures } from './checkpoints.js';
import { checkEntries } from './entries.js';
import { finding, type Finding } from './findings.js';
import { LARGEST, type Folder } from './folder.js';
import { treeOfTiles } from './log-files.js';
import { checkPins, type Pin } from './pins.js';

/** What an auditor brings along: none of it comes from the bundle. */
export interface Auditor {
  readonly policy: TrustPolicy;
  readonly pins: readonly Pin[];
  /** The log is not of Entente: its entries are bytes of any kind. */
  readonly raw: boolean;
  readonly onProgress: (done: number, of: number) => void;
}

/** What came of it. */
export interface Verdict {
  readonly findings: readonly Finding[];
  /** The signed checkpoint; null where there is none that is trusted. */
  readonly checkpoint: Checkpoint | null;
  readonly events: number;
  readonly streams: number;
  /** Earlier checkpoints that were compared. */
  readonly checkpoints: number;
  readonly witnesses: readonly string[];
}

/** Verifies a bundle, or any log in the files of tlog-tiles: entries, tiles, checkpoints, pins. It asks no network. */
export function verifyBundle(folder: Folder, auditor: Auditor): Verdict {
  const { policy, raw, onProgress } = auditor;
  const none = { checkpoint: null, events: 0, streams: 0, checkpoints: 0, witnesses: [] };
  const files = checkManifest(folder);
  const note = folder.read('checkpoint', LARGEST.note)?.toString('utf8');
  if (note === undefined) return { ...none, findings: [...files, finding('FILE_MISSING', 'checkpoint')] };
  const said = checkpointIn(note);
  if (said === null) return { ...none, findings: [...files, finding('UNREADABLE', 'checkpoint')] };

  const entries = checkEntries(folder, {
    size: said.size,
    raw,
    onProgress: (done) => onProgress(done, said.size),
  });
  const { tree, rotations } = entries;
  const past = judgePast(pastOf(folder), { tree, rotations, policy });
  const latest = judgeSignatures(note, 'checkpoint', { logs: past.logs, policy, quorum: true });
  const retired = latest.checkpoint !== null && isByRetiredAlone(note, latest.checkpoint, rotations);
  const findings = [
    ...files,
    ...entries.findings,
    ...past.findings,
    ...latest.findings,
    ...(retired ? [finding('RETIRED_KEY', 'checkpoint')] : []),
    ...checkRoot(folder, tree, said),
    ...checkPins(auditor.pins, tree, said.origin),
  ];
  return {
    findings,
    checkpoint: latest.checkpoint,
    events: tree.size,
    streams: entries.streams,
    checkpoints: past.checkpoints,
    witnesses: latest.signatures.filter(({ time }) => time !== null).map(({ key }) => key.name),
  };
}

/** Whether the entries give the signed root; where they do not, the first that differs from what the tiles say was sealed. */
function checkRoot(folder: Folder, tree: MerkleTree, { size, root }: Checkpoint): readonly Finding[] {
  const whole = tree.size === size && sameHash(tree.root(), root);
  const tiles = treeOfTiles(folder, size);
  // A bundle may leave the hashes out: they follow from the entries.
  if (tiles.size < size) return whole ? [] : [finding('ROOT_DIFFERS', `of ${size} events`)];
  const sealed = sameHash(tiles.root(size), root);
  const findings = [
    ...(whole ? [] : [finding('ROOT_DIFFERS', `of ${size} events`)]),
    ...(sealed ? [] : [finding('TILE_DIFFERS', `of ${size} events`)]),
  ];
  if (whole || !sealed) return findings;
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

/** Whether the files are those that the manifest lists; a log that others publish has none. */
function checkManifest(folder: Folder): readonly Finding[] {
  const text = folder.read('manifest.json', LARGEST.manifest)?.toString('utf8');
  if (text === undefined) return [];
  const manifest = readManifest(text);
  if (manifest === null) return [finding('UNREADABLE', 'manifest.json')];
  return Object.entries(manifest.files).flatMap(([path, hash]): readonly Finding[] => {
    const content = folder.read(path);
    if (content === null) return [finding('FILE_MISSING', path)];
    const found = createHash('sha256').update(content).digest('hex');
    return found === hash ? [] : [finding('FILE_DIFFERS', path)];
  });
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
