import type { Day } from '@entente/domain';
import type { Draft, FormValues } from '../drafts/draft.js';
import { commonOf, inputOf, type Filled, type Problem } from '../drafts/input-of.js';
import type { CommandFrame } from '../frames/frame.js';
import type { EventAtFault } from './event-question.js';
import { correctable, correctableDays, valuesOf } from './record-values.js';

interface Context {
  readonly today: Day;
  readonly language: string;
}

/** What a correction is to say, by how it corrects: the input of its command, and what is still missing. */
export function correctionInput(
  draft: Draft,
  frame: CommandFrame,
  event: EventAtFault,
  context: Context,
): Filled {
  const common = directiveOf(draft, event);
  switch (draft.correcting?.how) {
    case 'annul':
      return filled(draft, { ...common.input, eventId: event.id }, common.problems);
    case 'dispute':
      return dispute(draft, frame, event, context, common);
    default:
      return rectify(draft, frame, event, context, common);
  }
}

/** What every correction has: where, from which source, and for a directive on whose word and why. */
function directiveOf(draft: Draft, event: EventAtFault): Filled {
  const common = commonOf(draft, true);
  const stream = { stream: event.stream };
  if (draft.correcting?.how === 'dispute')
    return { input: { ...stream, ...common.input }, problems: common.problems };
  const reason = textAt(draft, 'reason');
  const authority = textAt(draft, 'authority');
  return {
    input: { ...stream, ...common.input, reason, ...(authority !== '' && { authority }) },
    problems: [
      ...common.problems,
      ...(reason === '' ? [{ path: 'reason', problem: 'REQUIRED' } as const] : []),
    ],
  };
}

/** Whether the record says something else now than when its correction was begun. */
export function changedSince(
  draft: Draft,
  frame: CommandFrame,
  event: EventAtFault,
  context: Context,
): boolean {
  const { recordBefore } = draft.values;
  if (recordBefore === undefined) return false;
  const [then, now] = [recordBefore as FormValues, valuesOf(frame, event)].map((values) =>
    JSON.stringify(recordInput(frame, values, context).input),
  );
  return then !== now;
}

/**
 * Only what differs from what the record said when the correction was begun is set, so that it never undoes what somebody else
 * corrected since; what was emptied is taken away.
 */
function rectify(
  draft: Draft,
  frame: CommandFrame,
  event: EventAtFault,
  context: Context,
  common: Filled,
): Filled {
  const began = (draft.values['recordBefore'] as FormValues | undefined) ?? valuesOf(frame, event);
  const before = recordInput(frame, began, context);
  const after = recordInput(frame, recordOf(draft), context);
  const changed = Object.keys({ ...before.input, ...after.input }).filter(
    (name) => JSON.stringify(before.input[name]) !== JSON.stringify(after.input[name]),
  );
  const set = Object.fromEntries(
    changed
      .filter((name) => after.input[name] !== undefined && !isSealed(frame, name))
      .map((name) => [name, after.input[name]]),
  );
  const setSealed = Object.fromEntries(
    changed
      .filter((name) => after.input[name] !== undefined && isSealed(frame, name))
      .map((name) => [name, after.input[name]]),
  );
  const remove = changed.filter((name) => after.input[name] === undefined);
  const problems = [
    ...common.problems,
    ...after.problems.map(({ path, problem }) => ({ path: `record.${path}`, problem })),
  ];
  if (changed.length === 0 && problems.length === 0)
    problems.push({ path: 'record', problem: 'NOTHING_CHANGED' });
  const patch = {
    eventId: event.id,
    ...(Object.keys(set).length > 0 && { set }),
    ...(Object.keys(setSealed).length > 0 && { setSealed }),
    ...(remove.length > 0 && { remove }),
  };
  return filled(draft, { ...common.input, records: [patch] }, problems);
}

/** What another source says of one member. */
function dispute(
  draft: Draft,
  frame: CommandFrame,
  event: EventAtFault,
  context: Context,
  common: Filled,
): Filled {
  const member = textAt(draft, 'member');
  const statement = textAt(draft, 'statement');
  const problems = [...common.problems];
  if (member === '') problems.push({ path: 'member', problem: 'REQUIRED' });
  const record = recordInput(frame, { [member]: recordOf(draft)[member] }, context);
  const value = record.input[member];
  const own = record.problems.filter(({ path }) => path === member || path.startsWith(`${member}.`));
  problems.push(
    ...own
      .filter(({ problem }) => problem !== 'REQUIRED')
      .map(({ path, problem }) => ({ path: `record.${path}`, problem })),
  );
  return filled(
    draft,
    {
      ...common.input,
      eventId: event.id,
      member,
      alternatives: [{ evidence: 0, ...(value !== undefined && { value }) }],
      ...(statement !== '' && { statement }),
    },
    problems,
  );
}

/** The members of a record as its own command takes them. */
function recordInput(frame: CommandFrame, values: FormValues, context: Context): Filled {
  const days = correctableDays(frame);
  const own: CommandFrame = {
    ...frame,
    fields: correctable(frame),
    occurred: days.includes('occurredOn') ? frame.occurred : 'NONE',
    effective: days.includes('effectiveOn') ? true : undefined,
    evidence: 'OPTIONAL',
  };
  const draft = { commandId: '', values, source: null, lines: [], overrides: {} } as unknown as Draft;
  const { input, problems } = inputOf(own, draft, context);
  const { commandId: _none, ...members } = input;
  return { input: members, problems };
}

function recordOf(draft: Draft): FormValues {
  return (draft.values['record'] as FormValues | undefined) ?? {};
}

function isSealed(frame: CommandFrame, name: string): boolean {
  return frame.fields[name]?.sealed === true;
}

function textAt(draft: Draft, name: string): string {
  const value = draft.values[name];
  return typeof value === 'string' ? value.trim() : '';
}

function filled(draft: Draft, input: object, problems: readonly Problem[]): Filled {
  return { input: { commandId: draft.commandId, ...input }, problems };
}
