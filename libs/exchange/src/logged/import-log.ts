import { fillIn, messageOf, type Bilingual, type Day } from '@entente/domain';
import {
  eventIdOf,
  ownCommandId,
  type Caller,
  type Ledger,
  type Request,
  type Requested,
} from '@entente/ledger';
import { cameWithText, commandOfEvent, isUndated } from './command-of-event.js';
import { directivesOf } from './corrections-of-log.js';
import type { NotCarried } from './given-again.js';
import { readLoggedEvents, type LoggedEvent } from './read-log.js';

/** Why an event of a log cannot be recorded. */
export interface LogFault {
  readonly line: number;
  readonly type: string;
  readonly code: string;
  readonly message: Bilingual;
}

/** What importing a log came to; while a fault is left nothing was recorded, unless somebody else recorded meanwhile. */
export interface ImportedLog {
  /** Events of the log that commands record. */
  readonly facts: number;
  /** What the other ledger noted by itself, which this one does too. */
  readonly passedOver: number;
  readonly recorded: number;
  /** Facts that were here already, from an earlier import of the same ledger. */
  readonly repeated: number;
  readonly faults: readonly LogFault[];
  /** What no log has, to be given again by hand: it keeps nothing else from being recorded. */
  readonly leftOut: readonly LogFault[];
}

/** How a log is imported. */
export interface LogImport {
  readonly ledger: Pick<Ledger, 'identity' | 'rehearse' | 'execute'>;
  readonly caller: Caller;
  readonly dryRun: boolean;
  readonly onProgress?: (done: number, of: number) => void;
  /** Whether to end before the next event. */
  readonly isStopping?: () => boolean;
}

const NOT_CARRIED = {
  NOT_IMPORTED: {
    fr: 'Ce fait ne se consigne pas à partir d’un journal exporté; retirez la ligne et consignez-le à la main.',
    en: 'This fact is not recorded from an exported log; take the line out and record it by hand.',
  },
  EARLIER_VERSION: {
    fr: 'Cette rectification est d’une version antérieure du fait qu’elle corrige; retirez la ligne et rectifiez à la main.',
    en: 'This rectification is of an earlier version of the fact that it corrects; take the line out and rectify by hand.',
  },
  SEALED_IN_LOG: {
    fr: 'Ce fait demande un texte (un nom, une raison) qui est scellé dans ce journal; exportez-le avec le jeton du secrétariat (/export/events.jsonl).',
    en: 'This fact needs a text (a name, a reason) that is sealed in this log; export it with the token of the secretariat (/export/events.jsonl).',
  },
  TEXT_NOT_IN_LOG: {
    fr: 'Le texte de la source {source} n’est pas dans un journal exporté; déposez-le de nouveau.',
    en: 'The text of the source {source} is not in an exported log; deposit it again.',
  },
} as const satisfies { readonly [W in NotCarried]: Bilingual };

function notCarried({ line, type, data }: LoggedEvent, code: NotCarried): LogFault {
  const { sourceId } = data;
  const message = fillIn(NOT_CARRIED[code], () => (typeof sourceId === 'string' ? sourceId : ''));
  return { line, type, code, message };
}

interface Step {
  readonly event: LoggedEvent;
  readonly asked: Requested;
}

/**
 * Records the events of a log that `export events --format jsonl` wrote, in their order: all are rehearsed, and nothing is
 * recorded while one is refused. A command is known by the event that it comes from: a later export of the same ledger adds
 * what is new, and an import that was stopped goes on where it was.
 * @throws {NotALogError}
 */
export async function importLog(text: string, importing: LogImport): Promise<ImportedLog> {
  const { ledger, caller, dryRun, onProgress, isStopping = () => false } = importing;
  const { ledgerId } = ledger.identity;
  const commandId = (id: string) => ownCommandId(ledgerId, JSON.stringify(['log', id]));
  const requestOf = (event: LoggedEvent): Request => ({
    commandId: commandId(event.id),
    caller,
    ...(isUndated(event) && { undatedUntil: event.occurred as Day }),
  });
  const events = readLoggedEvents(text);
  const byId = new Map(events.map((event) => [event.id, event]));
  // Corrections that were recorded with the resolution of a dispute are recorded by its command.
  const within = new Map(
    events.flatMap((event) => {
      const directives = directivesOf(event);
      const all = directives.map((id, index) => [id, { of: event.id, index }] as const);
      return directives.length === 0
        ? []
        : [...all, [event.id, { of: event.id, index: all.length }] as const];
    }),
  );
  const around = {
    eventNamed: (id: string) => byId.get(id),
    eventIdOf: (id: string) => {
      const { of, index } = within.get(id) ?? { of: id, index: 0 };
      return eventIdOf(commandId(of), index);
    },
  };
  const faults: LogFault[] = [];
  const leftOut: LogFault[] = [];
  const steps: Step[] = [];
  let withOthers = 0;
  let textsAlone = 0;
  for (const event of events) {
    if ((within.get(event.id)?.of ?? event.id) !== event.id) {
      withOthers += 1;
      continue;
    }
    const command = commandOfEvent(event, around);
    if (command === 'TEXT_NOT_IN_LOG') textsAlone += 1;
    if (command === 'TEXT_NOT_IN_LOG' || cameWithText(event))
      leftOut.push(notCarried(event, 'TEXT_NOT_IN_LOG'));
    else if (typeof command === 'string') faults.push(notCarried(event, command));
    if (command && typeof command !== 'string')
      steps.push({ event, asked: { command, request: requestOf(event) } });
  }
  const rehearsed = await ledger.rehearse(steps.map(({ asked }) => asked));
  for (const [index, { refusals }] of rehearsed.entries())
    faults.push(...refusals.map((refusal) => faultOf(steps[index]?.event, refusal)));
  const passedOver = events.length - steps.length - withOthers - textsAlone;
  const counts = { facts: steps.length, passedOver, leftOut };
  if (dryRun || faults.length > 0)
    return { ...counts, recorded: 0, repeated: 0, faults: faults.toSorted((a, b) => a.line - b.line) };

  let recorded = 0;
  let repeated = 0;
  for (const [index, { event, asked }] of steps.entries()) {
    if (isStopping()) break;
    const outcome = await ledger.execute(asked.command, asked.request);
    if (outcome.refused) return { ...counts, recorded, repeated, faults: [faultOf(event, outcome)] };
    if (outcome.repeated) repeated += 1;
    else recorded += 1;
    onProgress?.(index + 1, steps.length);
  }
  return { ...counts, recorded, repeated, faults: [] };
}

function faultOf(
  event: LoggedEvent | undefined,
  {
    code,
    details,
  }: Pick<Extract<Awaited<ReturnType<Ledger['execute']>>, { refused: true }>, 'code' | 'details'>,
): LogFault {
  return { line: event?.line ?? 0, type: event?.type ?? '', code, message: messageOf(code, details) };
}
