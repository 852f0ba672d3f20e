import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ProfileError, readProfile, type Profile } from '../profile/profile.js';
import { nothingThere } from './nothing-there.js';

/** A version of a profile that somebody kept under a name; it never changes. */
export interface ProfileVersion {
  readonly version: number;
  readonly name: string;
  /** When it was kept: an instant in ISO 8601. */
  readonly at: string;
}

/** The versions of the profiles of a ledger. */
export interface ProfileVersions {
  /** The newest first. */
  list(profile: string): Promise<readonly ProfileVersion[]>;
  /** Keeps a profile, with what was answered for every file, as a new version. */
  add(profile: Profile, kept: Pick<ProfileVersion, 'name' | 'at'>): Promise<Profile>;
  /** @throws {ProfileError} where there is none */
  read(profile: string, version: number): Promise<Profile>;
}

const written = z.object({ name: z.string(), at: z.string(), profile: z.unknown() });

/** What was answered about one file alone, and says nothing of the next. */
const OF_ONE_FILE = /^(?:skip|override|publication):/;

/** Of what was answered, that about single files, or all the rest. */
export function answersOf(choices: Profile['choices'], about: 'FILES' | 'ALL_FILES'): Profile['choices'] {
  const wanted = Object.entries(choices).filter(([id]) => OF_ONE_FILE.test(id) === (about === 'FILES'));
  return Object.fromEntries(wanted);
}

/** Versions are kept below a folder, a file each. */
export function openProfileVersions(folder: string): ProfileVersions {
  const folderOf = (profile: string) => join(folder, profile, 'versions');

  const numbersOf = async (profile: string): Promise<readonly number[]> => {
    const names = (await readdir(folderOf(profile)).catch(nothingThere)) ?? [];
    return names
      .flatMap((name) => /^(\d+)\.yaml$/.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => b - a);
  };

  const readWhole = async (profile: string, version: number) => {
    const path = join(folderOf(profile), `${version}.yaml`);
    const text = await readFile(path, 'utf8').catch(nothingThere);
    if (text === null) throw new ProfileError(`${profile} has no version ${version}`);
    return written.parse(parse(text));
  };

  return {
    async list(profile) {
      const numbers = await numbersOf(profile);
      return Promise.all(
        numbers.map(async (version) => {
          const { name, at } = await readWhole(profile, version);
          return { version, name, at };
        }),
      );
    },
    async add(profile, { name, at }) {
      const [last = profile.version] = await numbersOf(profile.profile);
      const version = Math.max(last, profile.version) + 1;
      const made = { ...profile, version, choices: answersOf(profile.choices, 'ALL_FILES') };
      await mkdir(folderOf(profile.profile), { recursive: true, mode: 0o700 });
      // What is there under this number is another's, kept at this moment: it is not written over.
      const file = await open(join(folderOf(profile.profile), `${version}.yaml`), 'wx', 0o600);
      try {
        await file.writeFile(stringify({ name, at, profile: made }));
        await file.sync();
      } finally {
        await file.close();
      }
      return made;
    },
    read: async (profile, version) => readProfile((await readWhole(profile, version)).profile),
  };
}
