import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ProfileError, readProfile, type Profile } from '../profile/profile.js';
import { READY_NAMES, readyProfile } from '../profile/ready.js';
import { nothingThere } from './nothing-there.js';
import type { SeenRow, SeenRows } from '../plan/seen.js';
import { openSeenRows } from './seen-rows.js';
import { openProfileVersions, type ProfileVersions } from './versions.js';

/** What an import keeps in the ledger's data folder: its profiles with their choices, and the rows that it recorded last. */
export interface KeptImports {
  /**
   * A profile by the name under which it is kept or comes with the ledger, or from a file; with the choices that are kept.
   * @throws {ProfileError}
   */
  profile(name: string): Promise<Profile>;
  /** Reads a profile from its text, YAML or JSON, with the choices that are kept for its name. @throws {ProfileError} */
  read(text: string): Promise<Profile>;
  /** The versions of profiles that somebody kept under a name. */
  readonly versions: ProfileVersions;
  /** The profiles that are kept, and those that come with the ledger. */
  profiles(): Promise<readonly Profile[]>;
  /** Keeps a profile with its choices. */
  keep(profile: Profile): Promise<void>;
  /** The rows that a profile recorded. */
  seen(profile: string): Promise<SeenRows>;
  /** Remembers a row that is in the ledger. */
  remember(profile: string, row: SeenRow): Promise<void>;
}

/** Imports are kept below a folder. */
export function openKeptImports(folder: string): KeptImports {
  const profileFile = (name: string) => join(folder, name, 'profile.yaml');
  const rowsFile = (name: string) => join(folder, name, 'rows.jsonl');

  const folders = new Map<string, Promise<unknown>>();
  const folderOf = (name: string): Promise<unknown> => {
    const made = folders.get(name) ?? mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    folders.set(name, made);
    return made;
  };

  const kept = async (name: string): Promise<Profile | null> => {
    const text = await textIfThere(profileFile(name));
    return text === null ? null : readWritten(text);
  };

  const read = async (text: string): Promise<Profile> => {
    const given = readWritten(text);
    const before = await kept(given.profile);
    return { ...given, choices: { ...before?.choices, ...given.choices } };
  };

  return {
    read,
    versions: openProfileVersions(folder),
    async profiles() {
      const entries = await readdir(folder, { withFileTypes: true }).catch(nothingThere);
      const names = (entries ?? []).filter((one) => one.isDirectory()).map(({ name }) => name);
      const found = await Promise.all(names.map(kept));
      const there = found.filter((one) => one !== null);
      const ready = READY_NAMES.filter((name) => !there.some(({ profile }) => profile === name));
      return [...ready.flatMap((name) => readyProfile(name) ?? []).map(readProfile), ...there];
    },
    async profile(name) {
      const isFile = /\.(ya?ml|json)$/i.test(name);
      if (!isFile && !/^[a-z0-9-]{1,50}$/.test(name)) throw new ProfileError(`no profile is called ${name}`);
      const text = isFile ? await textIfThere(name) : null;
      if (isFile && text === null) throw new ProfileError(`there is no file ${name}`);
      if (text !== null) return read(text);
      const ready = readyProfile(name);
      const before = await kept(name);
      if (before) return before;
      if (!ready) throw new ProfileError(`no profile is called ${name}`);
      return readProfile(ready);
    },
    async keep(profile) {
      await folderOf(profile.profile);
      const path = profileFile(profile.profile);
      await writeFile(`${path}.part`, stringify(profile), { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
    seen: (profile) => openSeenRows(rowsFile(profile)),
    async remember(profile, row) {
      await folderOf(profile);
      await appendFile(rowsFile(profile), `\n${JSON.stringify(row)}`, { mode: 0o600 });
    },
  };
}

/** Reads YAML, of which JSON is a part. @throws {ProfileError} */
function readWritten(text: string): Profile {
  let written: unknown;
  try {
    written = parse(text);
  } catch (error) {
    throw new ProfileError(error instanceof Error ? error.message : String(error));
  }
  return readProfile(written);
}

async function textIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(nothingThere);
}
