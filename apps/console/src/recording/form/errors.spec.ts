import { MESSAGES } from '@entente/domain';
import type { Rehearsed } from '../rehearsing/use-rehearsal.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import type { CommandFrame, Fields } from '../frames/frame.js';
import { fieldOf, refusalsOfAll } from './errors.js';

const FRAME = COMMAND_FRAMES['recordSignature'] as CommandFrame;

function rehearsed(
  ...refusals: readonly { readonly code: string; readonly field: string | null }[]
): Rehearsed {
  const all = refusals.map((one) => ({
    ...one,
    strength: 'INVARIANT',
    message: { fr: '', en: '' },
    details: {},
  }));
  return { refusals: all } as unknown as Rehearsed;
}

/** Under which fields the refusals of a deposit and of the fact after it are shown. */
const fieldsOf = (deposit: Rehearsed, own: Rehearsed) =>
  refusalsOfAll([deposit, own]).map((one) => fieldOf(one, FRAME));

describe('the refusals of a deposit and of its first fact', () => {
  it('are all shown, each beside its field', () => {
    const deposit = rehearsed({ code: 'VALIDATION_FAILED', field: 'publishedOn' });
    const own = rehearsed(
      { code: 'DATE_IN_FUTURE', field: 'occurredOn.edtf' },
      { code: 'SOURCE_NOT_FOUND', field: 'evidence.0.sourceId' },
    );
    expect(fieldsOf(deposit, own)).toEqual(['deposit.publishedOn', 'occurredOn', 'evidence']);
  });

  it('are not those that say that the source is deposited', () => {
    for (const code of ['COMMAND_ID_REUSED', 'SOURCE_ALREADY_DEPOSITED'])
      expect(fieldsOf(rehearsed({ code, field: 'sourceId' }), rehearsed())).toEqual([]);
  });

  it('are those of an id that the fact itself has used', () => {
    expect(refusalsOfAll([rehearsed({ code: 'COMMAND_ID_REUSED', field: 'commandId' })])).toHaveLength(1);
  });
});

/** The paths of all fields of a form, the first item of each list among them. */
function pathsBelow(fields: Fields, at = ''): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${at}${name}`;
    const { item } = field;
    return [
      path,
      ...pathsBelow(field.fields ?? {}, `${path}.`),
      ...(item ? [`${path}.0`, ...pathsBelow(item.fields ?? {}, `${path}.0.`)] : []),
    ];
  });
}

/** The forms of corrections, which have fields of their own. */
const CORRECTIONS: { readonly [command: string]: readonly string[] } = {
  rectifyRecord: ['reason', 'authority', 'record', 'record.occurredOn', 'record.names.0.text'],
  annulRecord: ['reason', 'authority'],
  disputeAssertion: ['member', 'record', 'record.occurredOn', 'statement'],
};

function pathsOf(command: string, frame: CommandFrame): readonly string[] {
  return (
    CORRECTIONS[command] ?? [
      ...pathsBelow(frame.fields),
      ...(frame.occurred === 'NONE' ? [] : ['occurredOn']),
      ...(frame.effective ? ['effectiveOn'] : []),
    ]
  );
}

const shownAt = (frame: CommandFrame, code: string, field: string | null) =>
  fieldOf({ code, field, strength: 'INVARIANT', message: { fr: '', en: '' } }, frame);

describe.each(Object.entries(COMMAND_FRAMES))('a refusal of %s', (command, frame) => {
  // Parts of a date are shown at the date.
  const paths = pathsOf(command, frame).filter((path) => !/\.(?:edtf|note)$/u.test(path));

  it('is shown beside the field that it names', () => {
    expect(paths.map((path) => shownAt(frame, 'VALIDATION_FAILED', path))).toEqual(paths);
    expect(shownAt(frame, 'SOURCE_NOT_FOUND', 'evidence.0.sourceId')).toBe('evidence');
  });

  it('is shown beside some field, whatever its code, where it names none of the form', () => {
    for (const field of [null, 'input', 'commandId', 'noSuchMember.0']) {
      const places = Object.keys(MESSAGES).map((code) => shownAt(frame, code, field));
      expect(places.filter((place) => !paths.includes(place))).toEqual([]);
    }
  });
});

describe('a refusal of a correction', () => {
  it.each([
    ['rectifyRecord', 'records.0.set.occurredOn.edtf', 'record.occurredOn'],
    ['rectifyRecord', 'records.0.setSealed.displayName', 'record.displayName'],
    ['rectifyRecord', 'records.0.eventId', 'reason'],
    ['annulRecord', 'eventId', 'reason'],
    ['disputeAssertion', 'alternatives.0.value', 'record'],
    ['disputeAssertion', 'eventId', 'member'],
  ])('of %s at %s is shown at %s', (command, field, place) => {
    expect(shownAt(COMMAND_FRAMES[command] as CommandFrame, 'TARGET_ANNULLED', field)).toBe(place);
  });
});
