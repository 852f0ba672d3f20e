import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { RefusedError, unreachable, type Refusal } from '../asking/refusal.js';
import { send } from '../asking/send.js';
import type { Language } from '../words/language.js';

type Said = Readonly<Record<Language, string>>;

/** Why a row cannot be recorded, or what is worth knowing of it. */
export interface Fault {
  readonly code: string;
  readonly ledgerCode: string | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: Said;
}

/** Why a row cannot be recorded, and the ids of what can be chosen about it. */
export interface RowFault extends Fault {
  readonly ways: Readonly<Record<'read' | 'override' | 'skip', string | null>>;
}

/** A cell of a row that was recorded before, and says something else now. */
export interface ChangedCell {
  readonly line: number;
  readonly column: string;
  readonly before: string;
  readonly now: string;
}

/** Something that only a person can decide. */
export interface Question {
  readonly id: string;
  readonly kind: 'days' | 'list' | 'organization' | 'setting' | 'changed' | 'party' | 'publication';
  readonly says: Said;
  readonly answers: readonly string[] | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly candidates: readonly { readonly organizationId: string; readonly name: string }[];
}

/** Whether a question is about who an organisation is. */
export function isOnOrganizations({ kind }: Pick<Question, 'kind'>): boolean {
  return kind === 'organization' || kind === 'party';
}

/** A column of the profile, and where the file has it. */
export interface PlannedColumn {
  readonly name: string;
  /** What people call it. */
  readonly label: Said;
  readonly header: string | null;
  readonly needed: boolean;
  readonly accepted: Said | null;
  readonly samples: readonly string[];
}

/** What would come of a file. */
export interface Report {
  readonly counts: {
    readonly rows: number;
    readonly skipped: number;
    readonly toRecord: number;
    readonly known: number;
    readonly changed: number;
    readonly refused: number;
    readonly gone: number;
    readonly organizations: {
      readonly toRecord: number;
      readonly known: number;
      readonly undecided: number;
    };
    readonly events: number;
  };
  readonly faults: readonly RowFault[];
  readonly warnings: readonly Fault[];
  readonly skipped: readonly Fault[];
  readonly changes: readonly ChangedCell[];
  readonly columns: readonly PlannedColumn[];
  readonly questions: readonly Question[];
  readonly unplaced: readonly string[];
  /** How many there are of each beyond those that are listed. */
  readonly unlisted: Readonly<Record<'faults' | 'warnings' | 'skipped' | 'changes' | 'questions', number>>;
  readonly open: boolean;
}

/** An import: a file on its way into the ledger. */
export interface ImportRun {
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly format: string;
  readonly headers: readonly string[];
  readonly rows: number;
  readonly profile: string | null;
  readonly phase: 'SENT' | 'PLANNING' | 'PLANNED' | 'RECORDING' | 'PAUSED' | 'DONE' | 'GIVEN_UP';
  readonly done: number;
  readonly of: number;
  readonly report: Report | null;
  readonly recorded: {
    readonly rows: number;
    readonly events: number;
    readonly repeated: number;
    readonly faults: readonly Fault[];
  } | null;
  readonly problem: Said | null;
  readonly at: string;
}

/** A profile, as far as it is shown. */
export interface Profile {
  readonly profile: string;
  readonly title: string;
  readonly version: number;
}

/** A version of a profile that was kept under a name. */
export interface ProfileVersion {
  readonly version: number;
  readonly name: string;
}

/** Answers by the ids of what they answer; null takes one back. */
export type Choices = Readonly<Record<string, string | null>>;

const LOOK_AGAIN_MS = 700;

/** Whether the ledger is working on an import. */
export function isUnderWay({ phase }: Pick<ImportRun, 'phase'>): boolean {
  return phase === 'PLANNING' || phase === 'RECORDING';
}

/** The imports, those worked on last first. */
export function useRuns(): UseQueryResult<readonly ImportRun[]> {
  return useQuery({
    queryKey: ['imports'],
    queryFn: () => send('/imports', 'GET') as Promise<readonly ImportRun[]>,
  });
}

/** The profiles that a file can be read by. */
export function useProfiles(): UseQueryResult<readonly Profile[]> {
  return useQuery({
    queryKey: ['import profiles'],
    queryFn: () => send('/imports/profiles', 'GET') as Promise<readonly Profile[]>,
  });
}

/** The versions of a profile that were kept, the newest first. */
export function useVersions(profile: string): UseQueryResult<readonly ProfileVersion[]> {
  return useQuery({
    queryKey: ['import profiles', profile],
    queryFn: () => send(`/imports/profiles/${profile}/versions`, 'GET') as Promise<readonly ProfileVersion[]>,
    enabled: profile !== '',
  });
}

/** Keeps a profile as it is now as a new version. Raises a {@link RefusedError}. */
export function keepVersion(profile: string, name: string): Promise<ProfileVersion> {
  return send(`/imports/profiles/${profile}/versions`, 'POST', { name }) as Promise<ProfileVersion>;
}

/** An import, looked at again and again while the ledger works on it. */
export function useRun(id: string): UseQueryResult<ImportRun> {
  return useQuery({
    queryKey: ['import', id],
    queryFn: () => send(`/imports/${id}`, 'GET') as Promise<ImportRun>,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_AGAIN_MS : false),
    staleTime: 0,
  });
}

/** What can be done with an import; each raises a {@link RefusedError}. */
export function useDoing(id: string) {
  const client = useQueryClient();
  const doing = async (what: 'plan' | 'record' | 'pause' | 'give-up', body: object): Promise<void> => {
    const run = await send(`/imports/${id}/${what}`, 'POST', body);
    client.setQueryData(['import', id], run);
    await client.invalidateQueries({ queryKey: ['imports'] });
  };
  return {
    plan: (profile: string, choices: Choices, version?: number) =>
      doing('plan', { profile, choices, ...(version !== undefined && { version }) }),
    record: () => doing('record', {}),
    pause: () => doing('pause', {}),
    giveUp: () => doing('give-up', {}),
  };
}

/** Why something was not done. */
export function refusalsIn(error: unknown): readonly Refusal[] {
  return error instanceof RefusedError ? error.refusals : [unreachable()];
}
