import { checkExistence, checkHash, checkShape, citedSources, readActDates } from '../rules/act.js';
import { accept, refuse, type Decision, type DecisionContext, type Reference } from '../rules/decision.js';
import { draftEvent } from '../rules/draft.js';
import { isDay } from '../time/day.js';
import type { SourceCommand } from './commands.js';
import type { SourceDraft, SourceEvent } from './events.js';

/** What a command on a source refers to elsewhere, its evidence apart: nothing. */
export function sourceReferences(_command: SourceCommand): readonly Reference[] {
  return [];
}

/** Decides whether a source can be deposited. Its evidence may be itself, or nothing: it has no other yet. */
export function decideSource(
  events: readonly SourceEvent[],
  command: SourceCommand,
  context: DecisionContext,
): Decision<SourceDraft> {
  const { input } = command;
  const shape = checkShape(input);
  if (shape) return shape;
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { kind, issuer, publishedOn, lang, sha256, file } = input;
  const malformed = checkHash(sha256, 'sha256');
  if (malformed) return malformed;
  if (publishedOn !== undefined && !isDay(publishedOn))
    return refuse('VALIDATION_FAILED', 'publishedOn', { problem: 'NOT_A_DAY' });
  const sourceId = input.sourceId ?? context.newId;
  const others = citedSources(input).filter(({ id }) => id !== sourceId);
  const refused =
    (events.length > 0 ? refuse('SOURCE_ALREADY_DEPOSITED', 'sourceId', { id: sourceId }) : null) ??
    dates.late ??
    checkExistence(others, context);
  if (refused) return refused;
  return accept([
    draftEvent('SourceDeposited', dates, {
      sourceId,
      kind,
      ...(issuer !== undefined && { issuer }),
      ...(publishedOn !== undefined && { publishedOn }),
      ...(lang !== undefined && { lang }),
      sha256,
      ...(file !== undefined && { file }),
    }),
  ]);
}
