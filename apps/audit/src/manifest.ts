import { sha256 } from '@entente/proof';
import { finding, type Finding } from './findings.js';
import { LARGEST, type Folder } from './folder.js';

/** The files that a bundle says it has. */
export interface Manifest {
  /** The folder: what is read from it is hashed where the manifest lists it, so that no file need be read twice. */
  readonly folder: Folder;
  /** Notes the hash of a file that was read past that folder. */
  note(path: string, hash: string): void;
  /** Whether the files are those that are listed, and which are not there. Asked last, it reads only what nobody has read. */
  check(): { readonly findings: readonly Finding[]; readonly missing: ReadonlySet<string> };
}

/** The manifest of a bundle; a log that others publish has none, and nothing is wrong with it. */
export function openManifest(folder: Folder): Manifest {
  const text = folder.read('manifest.json', LARGEST.manifest)?.toString('utf8');
  const listed = text === undefined ? new Map<string, string>() : filesIn(text);
  const found = new Map<string, string>();
  const check = () => {
    const missing = new Set<string>();
    if (listed === null) return { findings: [finding('UNREADABLE', 'manifest.json')], missing };
    const findings = [...listed].flatMap(([path, hash]): readonly Finding[] => {
      const is = found.get(path) ?? folder.sha256(path);
      if (is === null) {
        missing.add(path);
        return [finding('FILE_MISSING', path)];
      }
      return is === hash ? [] : [finding('FILE_DIFFERS', path)];
    });
    return { findings, missing };
  };
  const note = (path: string, hash: string): void => {
    if (listed?.has(path)) found.set(path, hash);
  };
  let checked: ReturnType<typeof check> | null = null;
  return {
    folder: {
      ...folder,
      read(path, most) {
        const content = folder.read(path, most);
        if (content !== null && listed?.has(path)) found.set(path, sha256(content));
        return content;
      },
    },
    note,
    check: () => (checked ??= check()),
  };
}

function filesIn(text: string): ReadonlyMap<string, string> | null {
  try {
    const { files } = JSON.parse(text) as { readonly files?: unknown };
    if (typeof files !== 'object' || files === null) return null;
    const listed = Object.entries(files as Readonly<Record<string, unknown>>);
    return listed.every((one): one is [string, string] => typeof one[1] === 'string')
      ? new Map(listed)
      : null;
  } catch {
    return null;
  }
}
