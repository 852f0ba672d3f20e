import type { Rehearsed } from '../rehearsing/use-rehearsal.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import type { CommandFrame } from '../frames/frame.js';
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
