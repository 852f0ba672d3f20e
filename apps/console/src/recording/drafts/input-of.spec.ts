import { COMMAND_FRAMES } from '../frames/command-frames.js';
import type { CommandFrame } from '../frames/frame.js';
import { newDraft, valueAt, withValue, type Draft, type FormValues } from './draft.js';
import { inputOf } from './input-of.js';
import { nextOf } from './next.js';
import { readDuration } from './read-duration.js';

const CONTEXT = { today: '2026-11-28', language: 'fr' };
const SOURCE = { sourceId: 's1', sha256: 'a'.repeat(64), text: '\nun\n– CMC Microsystems\n' };

function filled(command: string, given: Partial<Draft>) {
  return inputOf(
    COMMAND_FRAMES[command] as CommandFrame,
    newDraft({ command, source: SOURCE, ...given }),
    CONTEXT,
  );
}

describe('the input of a form', () => {
  it('of a signature has its date, its basis and its lines as they were chosen', () => {
    const { input, problems } = filled('recordSignature', {
      values: { agreementId: 'corridor-ne', organizationId: 'cmc', occurredOn: { typed: 'juin 2025' } },
      lines: [{ from: 3, to: 3 }],
    });
    expect(problems).toEqual([]);
    expect(input).toMatchObject({
      agreementId: 'corridor-ne',
      organizationId: 'cmc',
      occurredOn: { edtf: '2025-06', basis: 'INFERRED' },
      evidence: [{ sourceId: 's1', lines: { from: 3, to: 3 }, quote: '– CMC Microsystems' }],
    });
  });

  it('says all that is missing at once', () => {
    const { problems } = filled('recordSignature', { source: null });
    expect(problems).toEqual([
      { path: 'agreementId', problem: 'REQUIRED' },
      { path: 'organizationId', problem: 'REQUIRED' },
      { path: 'occurredOn', problem: 'REQUIRED' },
      { path: 'evidence', problem: 'NO_SOURCE' },
    ]);
  });

  it.each([
    ['vers le 4 juin 2025', 'MARGIN'],
    ['03/04/2025', 'ASK'],
    ['bientôt', 'UNREADABLE'],
    ['4 juin 2030', 'TO_COME'],
  ])('with the day “%s” is not sent: %s', (typed, problem) => {
    const { problems } = filled('recordSignature', {
      values: { agreementId: 'a', organizationId: 'b', occurredOn: { typed } },
    });
    expect(problems).toEqual([{ path: 'occurredOn', problem }]);
  });

  it('is not sent with a day of publication or lines that cannot be read: they are never left out', () => {
    const deposit = {
      commandId: 'c',
      kind: 'LETTER',
      issuer: '',
      publishedOn: 'hier soir',
      lang: 'fr',
    } as const;
    const values = { agreementId: 'a', organizationId: 'b', occurredOn: { typed: '2025-06-04' } };
    expect(
      filled('recordSignature', { values, source: { ...SOURCE, deposit }, linesTyped: 'quatorze' }).problems,
    ).toEqual([
      { path: 'deposit.publishedOn', problem: 'NOT_A_DAY' },
      { path: 'evidence.lines', problem: 'NOT_LINES' },
    ]);
  });

  it('is not sent with a note or a bound beside an empty day, which would be lost with it', () => {
    const values = { agreementId: 'a', basis: 'STATED', occurredOn: { typed: '2025-06-04' } };
    for (const part of [{ note: 'vu' }, { latest: '2025-06-10' }, { point: '2025-06-10' }])
      expect(
        filled('recordEntryIntoForce', { values: { ...values, effectiveOn: { typed: '', ...part } } })
          .problems,
      ).toEqual([{ path: 'effectiveOn', problem: 'REQUIRED' }]);
  });

  it('leaves out what was not filled in, and gives texts the language of the source', () => {
    const { input, problems } = filled('registerOrganization', {
      values: { names: [{ text: 'CMC' }, { text: ' ' }], kind: '', relations: [] },
    });
    expect(problems).toEqual([]);
    expect(input).toMatchObject({ names: [{ text: 'CMC', lang: 'fr' }] });
    expect(Object.keys(input)).toEqual(['commandId', 'names', 'evidence']);
  });

  it('of an amendment has the member that was chosen, and not what another one was given before', () => {
    const change = { binding: 'YES', title: [{ text: 'Pacte' }] };
    const amended = (member: string) =>
      filled('amendAgreement', {
        values: {
          agreementId: 'a',
          changes: [{ ...change, member }],
          occurredOn: { typed: '2025-06-04' },
        },
      });
    expect(amended('binding')).toMatchObject({
      problems: [],
      input: { changes: [{ member: 'binding', binding: 'YES' }] },
    });
    expect(Object.keys((amended('title').input['changes'] as readonly object[])[0] ?? {})).toEqual([
      'member',
      'title',
    ]);
    expect(amended('').problems).toEqual([{ path: 'changes.0.member', problem: 'REQUIRED' }]);
  });

  it('wants a reason for a rule that is set aside', () => {
    const values = { agreementId: 'a', organizationId: 'b', occurredOn: { typed: '2025-06-04' } };
    expect(filled('recordSignature', { values, overrides: { AGREEMENT_NOT_OPEN: ' ' } }).problems).toEqual([
      { path: 'overrides.AGREEMENT_NOT_OPEN', problem: 'NO_REASON' },
    ]);
    expect(
      filled('recordSignature', { values, overrides: { AGREEMENT_NOT_OPEN: 'vu' } }).input['overrides'],
    ).toEqual([{ rule: 'AGREEMENT_NOT_OPEN', reason: 'vu' }]);
  });

  const amount = (typed: string) => {
    const { input, problems } = filled('recordMissionResult', {
      values: withValue({}, 'amount.value', typed),
    });
    return (
      valueAt(input as FormValues, 'amount.value') ??
      problems.find(({ path }) => path === 'amount.value')?.problem
    );
  };

  it.each([
    ['26 750', '26750'],
    ['26\u00a0750,5', '26750.5'],
    ['26750,500', '26750.500'],
    ['0,750', '0.750'],
    ['26,75', '26.75'],
    ['1,234,567', '1234567'],
    ['26,750.50', '26750.50'],
    ['26,750', 'TWO_NUMBERS'],
    ['1,23,4', 'NOT_A_NUMBER'],
  ])('reads the number %s as %s', (typed, read) => {
    expect(amount(typed)).toBe(read);
  });

  it('reads durations as people write them', () => {
    expect(readDuration('5 ans')).toBe('P5Y');
    expect(readDuration('1 an et 6 mois')).toBe('P1Y6M');
    expect(readDuration('18 months')).toBe('P18M');
    expect(readDuration('longtemps')).toBeNull();
  });
});

describe('the next fact of a source', () => {
  it('keeps everything but who, under an id of its own', () => {
    const draft = newDraft({
      values: {
        agreementId: 'a',
        organizationId: 'b',
        nameAsSigned: { text: 'B' },
        occurredOn: { typed: '2025' },
      },
      source: {
        ...SOURCE,
        deposit: { commandId: 'c', kind: 'LETTER', issuer: '', publishedOn: '', lang: 'fr' },
      },
      lines: [{ from: 3, to: 3 }],
      overrides: { AGREEMENT_NOT_OPEN: 'vu' },
    });
    const next = nextOf(draft);
    expect(next.values).toEqual({ agreementId: 'a', occurredOn: { typed: '2025' } });
    expect(next).toMatchObject({ source: SOURCE, lines: draft.lines, overrides: {}, done: ['b'] });
    expect(next.source?.deposit).toBeUndefined();
    expect(next.commandId).not.toBe(draft.commandId);
  });
});

describe('the fact after something was begun', () => {
  it('is about that, of the same source', () => {
    const draft = newDraft({
      command: 'registerAgreement',
      values: { kind: 'MOU', title: [{ text: 'Corridor' }] },
      source: SOURCE,
      lines: [{ from: 3, to: 3 }],
    });
    expect(nextOf(draft, { id: 'corridor', name: 'Corridor' })).toMatchObject({
      command: 'recordSignature',
      values: { agreementId: 'corridor' },
      names: { corridor: 'Corridor' },
      source: SOURCE,
      lines: draft.lines,
      linesCarried: true,
    });
  });

  it('says nothing again that was said of the one before', () => {
    const draft = newDraft({
      command: 'identifyActionTrack',
      values: { meetingId: 'm', code: 'P1', text: [{ text: 'Relier' }] },
    });
    expect(nextOf(draft).values).toEqual({ meetingId: 'm' });
  });
});

describe('a value at a path', () => {
  it('is put into lists and objects that are not there yet', () => {
    const values = withValue({}, 'names.0.text', 'CMC');
    expect(values).toEqual({ names: [{ text: 'CMC' }] });
    expect(valueAt(withValue(values, 'names.1.text', 'X'), 'names.1.text')).toBe('X');
  });
});
