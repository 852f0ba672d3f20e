import { newDraft, type FormValues } from '../drafts/draft.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import type { CommandFrame } from '../frames/frame.js';
import { changedSince, correctionInput } from './correction-input.js';
import type { EventAtFault } from './event-question.js';
import { valuesOf } from './record-values.js';

const FRAME = COMMAND_FRAMES['declareIntent'] as CommandFrame;
const CONTEXT = { today: '2026-11-28', language: 'fr' };

/** An intent as it stands, on a day. */
function intent(edtf: string): EventAtFault {
  const day = { edtf, point: edtf, earliest: edtf, latest: edtf, basis: 'STATED' };
  return {
    id: 'e-1',
    type: FRAME.type,
    stream: 'agreement-a',
    revision: 3,
    recordedAt: '2026-01-01T00:00:00Z',
    standing: 'IN_EFFECT',
    current: { agreementId: 'a', organizationId: 'b', intent: 'SIGN' },
    currentOccurred: day,
    currentEffective: day,
  } as unknown as EventAtFault;
}

const began = intent('2025-01-01');
const now = intent('2025-02-02');

/** A draft that was begun before somebody else corrected the day, with what its person changed since. */
function draftOf(changed: FormValues) {
  const recordBefore = valuesOf(FRAME, began);
  return newDraft({
    command: 'rectifyRecord',
    correcting: { eventId: 'e-1', how: 'rectify' },
    source: { sourceId: 's1', sha256: 'a'.repeat(64) },
    values: { reason: 'vu', recordBefore, record: { ...recordBefore, ...changed } },
  });
}

describe('a rectification that was begun before another one', () => {
  it('sets only what its own person changed', () => {
    const draft = draftOf({ expectedBy: '2025-12-31' });
    const { input } = correctionInput(draft, FRAME, now, CONTEXT);
    const [patch] = input['records'] as readonly { readonly set: object; readonly remove?: object }[];
    expect(Object.keys(patch?.set ?? {})).toEqual(['expectedBy']);
    expect(patch?.remove).toBeUndefined();
  });

  it('with nothing changed changes nothing', () => {
    expect(correctionInput(draftOf({}), FRAME, now, CONTEXT).problems).toEqual([
      { path: 'record', problem: 'NOTHING_CHANGED' },
    ]);
  });

  it('is known to be behind what the record says now', () => {
    expect(changedSince(draftOf({}), FRAME, now, CONTEXT)).toBe(true);
    expect(changedSince(draftOf({}), FRAME, began, CONTEXT)).toBe(false);
  });
});
