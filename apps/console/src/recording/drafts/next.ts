import { COMMAND_FRAMES } from '../frames/command-frames.js';
import { newDraft, withoutDeposit, type Draft } from './draft.js';

/** What is said of one fact alone. */
const OWN: readonly string[] = [
  'organizationId',
  'nameAsSigned',
  'signatoryRank',
  'signedBy',
  'names',
  'title',
  'code',
  'text',
];

/** What is recorded of something that has just been begun. */
const OF_WHAT_IS_BEGUN: { readonly [command: string]: string } = {
  registerAgreement: 'recordSignature',
  recordMeeting: 'identifyActionTrack',
  scheduleMeeting: 'recordMeeting',
};

/** Something that a fact began: its id, and what it is called. */
export interface Begun {
  readonly id: string;
  readonly name: string;
}

/**
 * The next fact of the same source: everything is kept but what was said of the former alone. After something was begun it is
 * the first fact about that.
 */
export function nextOf(draft: Draft, begun: Begun | null = null): Draft {
  const source = { source: withoutDeposit(draft).source, lines: draft.lines, linesCarried: true } as const;
  const { subject, place } = COMMAND_FRAMES[draft.command] ?? {};
  const following = OF_WHAT_IS_BEGUN[draft.command];
  if (begun && subject && following !== undefined && place !== 'FOLLOWS')
    return newDraft({
      ...source,
      command: following,
      names: { ...draft.names, [begun.id]: begun.name },
      values: { agreementId: draft.values['agreementId'], [subject]: begun.id },
    });
  const { organizationId: who } = draft.values;
  return newDraft({
    ...source,
    command: draft.command,
    values: Object.fromEntries(
      Object.entries(draft.values).filter(
        ([name]) => !OWN.includes(name) && !(name === subject && place === 'BEGINS'),
      ),
    ),
    names: draft.names,
    ...(typeof who === 'string' && { done: [...(draft.done ?? []), who] }),
  });
}
