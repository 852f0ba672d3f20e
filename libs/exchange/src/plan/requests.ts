import { identifierKey, type Command, type Day } from '@entente/domain';
import { eventIdOf, ownCommandId, type Caller, type Requested } from '@entente/ledger';
import type { Profile } from '../profile/profile.js';
import type { BuiltAct } from './build.js';
import type { ImportFile } from './file.js';
import type { NamedOrganization } from './organizations.js';
import type { ImportRow } from './rows.js';

/** The source by which a file is cited. */
function sourceIdOf(hash: string): string {
  return `import-${hash.slice(0, 24)}`;
}

/** What a command is recorded by: the same file, row and step make the same id. */
function importCommandId(ledgerId: string, profile: string, parts: readonly string[]): string {
  return ownCommandId(ledgerId, JSON.stringify(['import', profile, ...parts]));
}

/** What the commands of a file are made of, beside its rows. */
interface RequestParts {
  readonly file: ImportFile;
  /** The SHA-256 of the file. */
  readonly hash: string;
  readonly profile: Profile;
  readonly publishedOn: Day | null;
  /** The sheet of a workbook that the rows are of. */
  readonly sheet: string | null;
  readonly ledgerId: string;
  readonly caller: Caller;
}

/** The commands of a file, each with its id and the lines that it cites. */
export type Requests = ReturnType<typeof createRequests>;

/** Makes the commands of a file. */
export function createRequests({ file, hash, profile, publishedOn, sheet, ledgerId, caller }: RequestParts) {
  const sourceId = sourceIdOf(hash);
  const inSheet = sheet === null ? {} : { note: `Feuille / Sheet: ${sheet}` };
  const requested = (command: Command, parts: readonly string[]): Requested => ({
    command,
    request: { commandId: importCommandId(ledgerId, profile.profile, [hash, ...parts]), caller },
  });
  const cited = (
    name: string,
    input: object,
    lines: { readonly from: number; readonly to: number },
  ): Command =>
    ({ name, input: { ...input, evidence: [{ sourceId, lines, ...inSheet }] } }) as unknown as Command;
  return {
    source: requested(
      {
        name: 'depositSource',
        input: {
          sourceId,
          ...profile.source,
          sha256: hash,
          file: file.name.slice(0, 200),
          ...(publishedOn !== null && { publishedOn }),
        },
      } as Command,
      ['source'],
    ),
    organization: ({ label, line, lastLine }: NamedOrganization, command: Command) =>
      requested(cited(command.name, command.input, { from: line, to: lastLine }), [
        'organization',
        label,
        ...(command.name === 'addOrganizationIdentifier' ? [identifierKey(command.input.identifier)] : []),
      ]),
    act: ({ key, line, lastLine }: ImportRow, { step, command, input }: BuiltAct) =>
      requested(cited(command, input, { from: line, to: lastLine }), ['row', key, step]),
    /** The event that an act of a row recorded, from the file of another time. */
    eventOf: (key: string, step: string, from: string) =>
      eventIdOf(importCommandId(ledgerId, profile.profile, [from, 'row', key, step]), 0),
  };
}
