import { streamOf, type Command, type Day } from '@entente/domain';
import type { Fault } from '../phrases.js';
import { buildRow, type BuiltAct } from './build.js';
import { changesOf } from './changes.js';
import type { Organizations } from './organizations.js';
import type { Question } from './questions.js';
import type { Requests } from './requests.js';
import type { ImportRow } from './rows.js';
import { changedColumns, writtenIn, type SeenRow, type SeenRows } from './seen.js';
import { settingsOf } from './settings.js';
import { readableRows, type FileRead, type Survey } from './survey.js';

/** A row that is new or has changed, with the acts that record it. */
export interface BuiltRowOfFile {
  readonly row: ImportRow;
  readonly acts: readonly BuiltAct[];
  readonly faults: readonly Fault[];
  readonly questions: readonly Question[];
  /** The steps of the acts that this file records. */
  readonly recorded: readonly string[];
  /** Cells that are remembered otherwise than they are written: lists, in the order in which they are recorded. */
  readonly cells: SeenRow['cells'];
  /** As it was recorded before. */
  readonly before: SeenRow | undefined;
}

/** What the rows of a file are made into commands with. */
export interface BuildingRows {
  readonly read: FileRead;
  readonly survey: Survey;
  readonly seen: SeenRows;
  readonly organizations: Organizations;
  readonly asked: Requests;
  /** The day on which the file was published, or what stands for it. */
  readonly publishedOn: Day;
}

/** The rows of a file that can be read, with their acts; null for one that is as it was recorded. */
export async function* builtRows({
  read,
  survey,
  seen,
  organizations,
  asked,
  publishedOn,
}: BuildingRows): AsyncGenerator<BuiltRowOfFile | null> {
  const { profile, columns } = read;
  const settings = settingsOf(profile);
  for await (const row of readableRows(read, survey)) {
    const before = await seen.row(row.key);
    if (before && changedColumns(row, before, columns).length === 0) {
      yield null;
      continue;
    }
    const build = {
      row,
      settings,
      publishedOn,
      organizationId: (column: string, name: string) => organizations.idOf(row, column, name),
    };
    if (before) {
      const changes = changesOf(before, {
        profile,
        columns,
        build,
        eventOf: asked.eventOf,
        partyOf: organizations.partyOf,
      });
      yield { row, before, ...changes };
    } else {
      const made = buildRow(profile.acts, build);
      yield { row, before, ...made, questions: [], cells: {}, recorded: made.acts.map(({ step }) => step) };
    }
  }
}

/** The streams that the rows of a file write. */
export interface WrittenStreams {
  /** Counts a row as done; the streams that no row after it writes. */
  done(row: BuiltRowOfFile): readonly string[];
}

/** Counts the rows that write each stream. */
export async function writtenStreams(building: BuildingRows): Promise<WrittenStreams> {
  const left = new Map<string, number>();
  for await (const row of builtRows(building))
    for (const stream of streamsOf(row)) left.set(stream, (left.get(stream) ?? 0) + 1);
  return {
    done: (row) =>
      streamsOf(row).filter((stream) => {
        const more = (left.get(stream) ?? 1) - 1;
        if (more > 0) left.set(stream, more);
        else left.delete(stream);
        return more === 0;
      }),
  };
}

/** Each once. The subject of a command that could not be made whole is none. */
function streamsOf(row: BuiltRowOfFile | null): readonly string[] {
  const streams = (row?.acts ?? []).map(({ command, input }) =>
    streamOf({ name: command, input } as unknown as Command, () => ''),
  );
  return [...new Set(streams)];
}

/** A row as it is remembered once it is recorded by a file. */
export function seenAs({ row, before, recorded, cells }: BuiltRowOfFile, hash: string): SeenRow {
  return {
    key: row.key,
    cells: { ...writtenIn(row), ...cells },
    steps: { ...before?.steps, ...Object.fromEntries(recorded.map((step) => [step, hash])) },
  };
}
