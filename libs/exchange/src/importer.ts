import { dayInZone } from '@entente/domain';
import type { Caller, KeptFiles, Ledger } from '@entente/ledger';
import { namesLike, organizationsIdentified, type ReadModel } from '@entente/read-model';
import type { KeptImports } from './kept/kept.js';
import type { IdentifiedOrganization, KnownOrganization, LookUp } from './plan/organizations.js';
import type { ImportFile } from './plan/file.js';
import { planImport, type ImportPlan } from './plan/plan.js';
import type { Watched } from './plan/rehearsed-rows.js';
import type { Profile } from './profile/profile.js';
import { recordPlan, type Recorded } from './record/record.js';

/** Where files are imported. */
export interface ImporterParts {
  readonly ledger: Ledger;
  /** It has to hold all that the log holds when a plan is made. */
  readonly readModel: Pick<ReadModel, 'ask'>;
  readonly files: Pick<KeptFiles, 'keep'>;
  readonly kept: KeptImports;
  readonly caller: Caller;
  /** Whether the caller may record by a command; any by default. */
  readonly mayRecord?: (command: string) => boolean;
  readonly now: () => Date;
}

/** Imports files by profiles. */
export interface Importer {
  /** What would come of a file; writes nothing. @throws {UnreadableFileError} {PlanStoppedError} */
  plan(file: ImportFile, profile: Profile, watched?: Watched): Promise<ImportPlan>;
  /** Records what was planned for a file. Stopped at any moment, it goes on where it was with a new plan for the same file. */
  record(plan: ImportPlan, file: ImportFile, watched?: Watched): Promise<Recorded>;
}

/** As many names are looked up in one question. */
const NAMES_AT_ONCE = 200;

/** Builds an importer on a ledger. */
export function createImporter({
  ledger,
  readModel,
  files,
  kept,
  caller,
  now,
  mayRecord = () => true,
}: ImporterParts): Importer {
  const organizationsNamed = async (names: readonly string[]): Promise<readonly KnownOrganization[]> => {
    const found: KnownOrganization[] = [];
    for (let from = 0; from < names.length; from += NAMES_AT_ONCE) {
      const asked = names.slice(from, from + NAMES_AT_ONCE).map((text) => ({ text, use: 'OFFICIAL' }));
      const known = await readModel.ask((db) => namesLike(db, asked));
      found.push(...known.map(({ organizationId, text }) => ({ organizationId, name: text })));
    }
    return found;
  };

  const identified: LookUp['identified'] = async (identifiers, ids) => {
    const found: IdentifiedOrganization[] = [];
    for (let from = 0; from < Math.max(identifiers.length, ids.length); from += NAMES_AT_ONCE) {
      const some = {
        identifiers: identifiers.slice(from, from + NAMES_AT_ONCE),
        ids: ids.slice(from, from + NAMES_AT_ONCE),
      };
      found.push(...(await readModel.ask((db) => organizationsIdentified(db, some))));
    }
    return found;
  };
  return {
    plan: async (file, profile, watched = {}) =>
      planImport({
        ...watched,
        file,
        profile,
        today: dayInZone(now(), ledger.identity.timeZone),
        seen: await kept.seen(profile.profile),
        ledger,
        lookUp: { named: organizationsNamed, identified },
        caller,
        mayRecord,
      }),
    async record(plan, { bytes }, watched = {}) {
      // The source is the file itself, whatever its form: its lines, or the rows of its sheet, are what is cited.
      if (plan.counts.toRecord + plan.organizations.length > 0) await files.keep(bytes);
      return recordPlan(plan, { ledger, remember: (row) => kept.remember(plan.profile, row), ...watched });
    },
  };
}
