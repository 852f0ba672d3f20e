import { date, fact, recorded, type Fact } from '../testing/decider-specification.js';
import type { DateInput } from '../time/uncertain-date.js';
import type { AgreementEvent } from './events.js';
import { changeDays, foldAgreement, intentOn, partyOn, statusOn, termOn } from './line.js';

type On = string | DateInput;

const registered = (on: On): Fact =>
  fact('AgreementRegistered', on, {
    agreementId: 'mou',
    kind: 'MOU',
    title: [{ text: 'Entente', lang: 'fr' }],
    binding: 'UNKNOWN',
    openToAccession: true,
  });
const signed = (organizationId: string, on: On): Fact =>
  fact('PartnerSigned', on, { agreementId: 'mou', organizationId });
const acceded = (organizationId: string, on: On): Fact =>
  fact('PartnerAcceded', on, { agreementId: 'mou', organizationId });
const entered = (on: On, effective: On = on): Fact =>
  fact('AgreementEnteredIntoForce', on, { agreementId: 'mou', basis: 'STATED' }, effective);
const opened = (on: On, eligible?: readonly string[]): Fact =>
  fact('AgreementOpenedForSignature', on, { agreementId: 'mou', ...(eligible && { eligible }) });
const termSet = (on: On, endsOn?: On): Fact =>
  fact('AgreementTermSet', on, { agreementId: 'mou', ...(endsOn && { endsOn: date(endsOn) }) });

const lineOf = (...facts: readonly Fact[]) => foldAgreement(recorded(facts) as readonly AgreementEvent[]);

/** Status, possible, certainty and inForce on a day, in one line of text. */
const told = (line: ReturnType<typeof lineOf>, day: string): string => {
  const { status, possible, certainty, inForce } = statusOn(line, day);
  return `${status} of ${possible.join('|')}, ${certainty}, in force ${inForce}`;
};

describe('the status of the corridor MOU, signed on or before 28 January 2025', () => {
  const by28 = { edtf: '[..2025-01-28]', basis: 'INFERRED' } as const;
  const signatories = [
    'amcham-qc',
    'accd',
    'uvm',
    'technum',
    'distriq',
    'c2mi',
    'iseq',
    'usherbrooke',
    'cpq',
  ];
  const line = lineOf(registered(by28), ...signatories.map((id) => signed(id, by28)), entered(by28));

  it('is NOT_YET on the 27th, though all is possible', () => {
    expect(told(line, '2025-01-27')).toBe(
      'NOT_YET of NOT_YET|OPEN_FOR_SIGNATURE|SIGNED|IN_FORCE, POSSIBLE, in force UNKNOWN',
    );
  });

  it('is certainly IN_FORCE on the 28th, and nine are certainly parties', () => {
    expect(told(line, '2025-01-28')).toBe('IN_FORCE of IN_FORCE, CERTAIN, in force YES');
    expect(line.parties.map((party) => partyOn(party, '2025-01-28'))).toEqual(Array(9).fill('CERTAIN'));
    expect(line.parties.map((party) => partyOn(party, '2025-01-27'))).toEqual(Array(9).fill(null));
  });
});

describe('the status of AMQ–Mont-Blanc, of which the end alone is stated', () => {
  const signing = {
    edtf: '2019-06-04?',
    point: '2019-06-04',
    earliest: '2018-01-01',
    latest: '2024-06-04',
    basis: 'INFERRED',
  } as const;
  const start = { edtf: '[2019-06-04,2019-06-05]', point: '2019-06-04', basis: 'COMPUTED' } as const;
  const line = lineOf(
    registered(signing),
    signed('amq', signing),
    signed('mbi', signing),
    termSet(start, '2024-06-04'),
    entered(start),
  );

  it.each([
    ['2019-06-03', 'NOT_YET of NOT_YET|OPEN_FOR_SIGNATURE|SIGNED, POSSIBLE, in force NO'],
    ['2019-06-04', 'IN_FORCE of DRAFT|OPEN_FOR_SIGNATURE|SIGNED|IN_FORCE, POSSIBLE, in force UNKNOWN'],
    ['2019-06-05', 'IN_FORCE of IN_FORCE, CERTAIN, in force YES'],
    ['2024-06-04', 'IN_FORCE of IN_FORCE, CERTAIN, in force YES'],
    ['2024-06-05', 'EXPIRED of EXPIRED, CERTAIN, in force NO'],
  ])('on %s is %s', (day, expected) => {
    expect(told(line, day)).toBe(expected);
  });

  it('has two parties on the last day, and still after it', () => {
    for (const day of ['2024-06-04', '2024-06-05'])
      expect(line.parties.filter((party) => partyOn(party, day)).map((p) => p.organizationId)).toEqual([
        'amq',
        'mbi',
      ]);
  });

  it('is EXPIRED since the day after, decided by the term', () => {
    const { since, decidedBy } = statusOn(line, '2026-11-22');
    expect(since?.point).toBe('2024-06-05');
    expect(decidedBy.map(({ type }) => type)).toEqual(['AgreementTermSet']);
  });

  it('is unknown to the ledger before it is registered', () => {
    expect(told(lineOf(), '2024-06-05')).toBe(
      'UNKNOWN_TO_LEDGER of UNKNOWN_TO_LEDGER, CERTAIN, in force UNKNOWN',
    );
  });
});

describe('the four cases that simple rules get wrong', () => {
  it('two signings with overlapping bounds: each of the two days is the earlier or the later of them', () => {
    const line = lineOf(
      registered('2025-01-01'),
      signed('a', { edtf: '[2025-01-10..2025-01-20]' }),
      signed('b', { edtf: '[2025-01-12..2025-01-16]', point: '2025-01-14' }),
    );
    expect(told(line, '2025-01-09')).toBe('DRAFT of DRAFT, CERTAIN, in force NO');
    expect(told(line, '2025-01-10')).toBe('DRAFT of DRAFT|OPEN_FOR_SIGNATURE, POSSIBLE, in force NO');
    expect(told(line, '2025-01-12')).toBe('DRAFT of DRAFT|OPEN_FOR_SIGNATURE|SIGNED, POSSIBLE, in force NO');
    expect(told(line, '2025-01-14')).toBe(
      'OPEN_FOR_SIGNATURE of DRAFT|OPEN_FOR_SIGNATURE|SIGNED, POSSIBLE, in force NO',
    );
    expect(told(line, '2025-01-16')).toBe(
      'OPEN_FOR_SIGNATURE of OPEN_FOR_SIGNATURE|SIGNED, POSSIBLE, in force NO',
    );
    expect(told(line, '2025-01-20')).toBe('SIGNED of SIGNED, CERTAIN, in force NO');
  });

  it('an entry into force of which no day is known, recorded after the term has ended', () => {
    const line = lineOf(
      registered('2019-01-01'),
      signed('a', '2019-02-01'),
      signed('b', '2019-03-01'),
      termSet('2019-03-01', '2024-06-04'),
      entered({ edtf: '[..2026-11-22]', basis: 'PRESUMED' }),
    );
    expect(line.passedOver).toEqual([]);
    expect(told(line, '2019-03-01')).toBe('SIGNED of SIGNED|IN_FORCE, POSSIBLE, in force UNKNOWN');
    expect(told(line, '2024-06-04')).toBe('IN_FORCE of IN_FORCE, CERTAIN, in force YES');
    expect(told(line, '2024-06-05')).toBe('EXPIRED of EXPIRED, CERTAIN, in force NO');
  });

  it('signatures after the end: passed over when certainly after it, else no later than the last day', () => {
    const line = lineOf(
      registered('2019-01-01'),
      termSet('2019-01-01', '2024-06-04'),
      signed('a', '2019-02-01'),
      signed('b', { edtf: '2024', basis: 'STATED' }),
      signed('c', '2024-07-01'),
    );
    expect(line.passedOver.map(({ because, event }) => [because, event.id])).toEqual([
      ['AFTER_END', 'event-4'],
    ]);
    expect(line.parties.map(({ organizationId, latest }) => [organizationId, latest])).toEqual([
      ['a', '2019-02-01'],
      ['b', '2024-06-04'],
    ]);
    expect(told(line, '2024-06-03')).toBe(
      'OPEN_FOR_SIGNATURE of OPEN_FOR_SIGNATURE|SIGNED, POSSIBLE, in force NO',
    );
    expect(told(line, '2024-06-04')).toBe('SIGNED of SIGNED, CERTAIN, in force NO');
    expect(told(line, '2024-06-05')).toBe('EXPIRED of EXPIRED, CERTAIN, in force NO');
  });

  it('a certain accession that needs an uncertain entry: the entry came before it', () => {
    const line = lineOf(
      registered('2025-01-01'),
      signed('a', '2025-01-10'),
      signed('b', '2025-01-10'),
      entered({ edtf: '[2025-02-01..2025-03-31]', point: '2025-02-15', basis: 'INFERRED' }),
      acceded('c', '2025-02-20'),
    );
    expect(told(line, '2025-02-14')).toBe('SIGNED of SIGNED|IN_FORCE, POSSIBLE, in force UNKNOWN');
    expect(told(line, '2025-02-15')).toBe('IN_FORCE of SIGNED|IN_FORCE, POSSIBLE, in force UNKNOWN');
    expect(told(line, '2025-02-20')).toBe('IN_FORCE of IN_FORCE, CERTAIN, in force YES');
  });
});

describe('the fold', () => {
  it('waits for all who are listed, and for two parties where nobody is', () => {
    const listed = lineOf(
      registered('2025-01-01'),
      opened('2025-01-02', ['a', 'b', 'c']),
      signed('a', '2025-01-10'),
      signed('b', '2025-01-11'),
      signed('c', '2025-01-12'),
    );
    expect(statusOn(listed, '2025-01-11').status).toBe('OPEN_FOR_SIGNATURE');
    expect(statusOn(listed, '2025-01-12').status).toBe('SIGNED');
    const open = lineOf(
      registered('2025-01-01'),
      opened('2025-01-02'),
      signed('a', '2025-01-10'),
      signed('b', '2025-01-11'),
    );
    expect(statusOn(open, '2025-01-10').status).toBe('OPEN_FOR_SIGNATURE');
    expect(statusOn(open, '2025-01-11').status).toBe('SIGNED');
  });

  it('lets an entry into force wait for the second party, also where a list of one is complete before', () => {
    const line = lineOf(
      registered('2025-01-01'),
      opened('2025-01-02', ['a']),
      signed('a', '2025-01-10'),
      signed('b', { edtf: '[2025-01-12..2025-01-14]', point: '2025-01-12' }),
      entered({ edtf: '[2025-01-05..2025-01-20]', point: '2025-01-15', basis: 'INFERRED' }),
    );
    expect(told(line, '2025-01-11')).toBe('SIGNED of SIGNED, CERTAIN, in force NO');
    expect(told(line, '2025-01-12')).toBe('SIGNED of SIGNED|IN_FORCE, POSSIBLE, in force UNKNOWN');
  });

  it('tells why it passes an act over', () => {
    const line = lineOf(
      registered('2025-01-01'),
      entered('2025-01-05'),
      signed('a', '2025-01-10'),
      entered('2025-01-15'),
      signed('a', '2025-01-16'),
      acceded('c', '2025-01-17'),
    );
    expect(line.passedOver.map(({ because, status }) => [because, status])).toEqual([
      ['PARTIES_TOO_FEW', 'DRAFT'],
      ['PARTIES_TOO_FEW', 'OPEN_FOR_SIGNATURE'],
      ['ALREADY_PARTY', 'OPEN_FOR_SIGNATURE'],
      ['STATUS', 'OPEN_FOR_SIGNATURE'],
    ]);
  });

  it('holds the first term from the beginning, and a later one from its day', () => {
    const line = lineOf(
      registered('2025-01-01'),
      signed('a', '2025-01-10'),
      signed('b', '2025-01-10'),
      entered('2025-02-01'),
      termSet('2025-03-01', '2025-12-31'),
      termSet('2025-10-01', '2026-12-31'),
    );
    expect(termOn(line, '2025-01-01')?.data.endsOn?.latest).toBe('2025-12-31');
    expect(termOn(line, '2025-09-30')?.data.endsOn?.latest).toBe('2025-12-31');
    expect(termOn(line, '2025-10-01')?.data.endsOn?.latest).toBe('2026-12-31');
    expect(statusOn(line, '2026-12-31').status).toBe('IN_FORCE');
    expect(statusOn(line, '2027-01-01').status).toBe('EXPIRED');
  });

  it('has no term where none was set', () => {
    const line = lineOf(registered('2025-01-01'));
    expect(termOn(line, '2025-01-01')).toBeNull();
  });

  it('says since when, and by which event: the last one that changed the status', () => {
    const line = lineOf(
      registered('2025-01-05'),
      signed('a', '2025-01-10'),
      signed('b', '2025-01-20'),
      signed('c', '2025-01-25'),
      entered('2025-01-28', '2025-02-01'),
      acceded('d', '2025-03-01'),
    );
    const at = (day: string) => {
      const { status, since, decidedBy } = statusOn(line, day);
      return [status, since?.point ?? null, ...decidedBy.map(({ id }) => id)];
    };
    expect(at('2025-01-04')).toEqual(['NOT_YET', null, 'event-1']);
    expect(at('2025-01-05')).toEqual(['DRAFT', null, 'event-0']);
    expect(at('2025-01-10')).toEqual(['OPEN_FOR_SIGNATURE', '2025-01-10', 'event-1']);
    expect(at('2025-01-26')).toEqual(['SIGNED', '2025-01-20', 'event-2']);
    expect(at('2025-01-31')).toEqual(['SIGNED', '2025-01-20', 'event-2']);
    expect(at('2025-03-02')).toEqual(['IN_FORCE', '2025-02-01', 'event-4']);
  });

  it('names each day on which an answer may change', () => {
    const line = lineOf(
      registered('2025-01-05'),
      signed('a', '2025-01-10'),
      signed('b', { edtf: '[2025-01-12..2025-01-14]', point: '2025-01-13' }),
      termSet('2025-01-01', '2025-12-31'),
    );
    expect(changeDays(line)).toEqual([
      '2025-01-05',
      '2025-01-10',
      '2025-01-12',
      '2025-01-13',
      '2025-01-14',
      '2026-01-01',
    ]);
  });
});

describe('a party', () => {
  it('is one for sure when the entry is, where it signed before', () => {
    const line = lineOf(
      registered('2025-01-01'),
      signed('a', '2025-01-10'),
      signed('b', { edtf: '[2025-01-12..2025-03-31]', point: '2025-01-15' }),
      entered('2025-02-01'),
    );
    const b = line.parties.find(({ organizationId }) => organizationId === 'b');
    expect(b && ['2025-01-14', '2025-01-31', '2025-02-01'].map((day) => partyOn(b, day))).toEqual([
      null,
      'POSSIBLE',
      'CERTAIN',
    ]);
  });

  it('is one on its own day where it signed after', () => {
    const line = lineOf(
      registered('2025-01-01'),
      signed('a', '2025-01-10'),
      signed('b', '2025-01-10'),
      entered('2025-02-01'),
      signed('c', '2025-03-01'),
    );
    const c = line.parties.find(({ organizationId }) => organizationId === 'c');
    expect(c && ['2025-02-28', '2025-03-01'].map((day) => partyOn(c, day))).toEqual([null, 'CERTAIN']);
  });
});

describe('an intent', () => {
  const intended = (expectedBy?: string): Fact =>
    fact('PartnerIntentDeclared', '2025-04-16', {
      agreementId: 'mou',
      organizationId: 'cmc',
      intent: 'ACCEDE',
      ...(expectedBy && { expectedBy }),
    });
  const inForce = [
    registered('2025-01-01'),
    signed('a', '2025-01-10'),
    signed('b', '2025-01-10'),
    entered('2025-01-28'),
  ];
  const states = (facts: readonly Fact[], ...days: readonly string[]) => {
    const [intent] = lineOf(...inForce, ...facts).intents;
    if (!intent) throw new Error('no intent was found');
    return days.map((day) => {
      const answer = intentOn(intent, day);
      return answer && `${answer.state} ${answer.certainty}`;
    });
  };

  it('is open from its day on while nothing ends it', () => {
    expect(states([intended()], '2025-04-15', '2025-04-16', '2026-11-22')).toEqual([
      null,
      'OPEN CERTAIN',
      'OPEN CERTAIN',
    ]);
  });

  it('is fulfilled on the day of the accession, perhaps before where that is uncertain', () => {
    expect(states([intended(), acceded('cmc', '2025-06-02')], '2025-06-01', '2025-06-02')).toEqual([
      'OPEN CERTAIN',
      'FULFILLED CERTAIN',
    ]);
    const uncertain = acceded('cmc', { edtf: '2025-06', point: '2025-06-15', basis: 'STATED' });
    expect(states([intended(), uncertain], '2025-05-31', '2025-06-01', '2025-06-15', '2025-06-30')).toEqual([
      'OPEN CERTAIN',
      'OPEN POSSIBLE',
      'FULFILLED POSSIBLE',
      'FULFILLED CERTAIN',
    ]);
  });

  it('is withdrawn on the day of its withdrawal', () => {
    const withdrawn = fact('PartnerIntentWithdrawn', '2025-05-01', {
      agreementId: 'mou',
      organizationId: 'cmc',
    });
    expect(states([intended(), withdrawn], '2025-04-30', '2025-05-01')).toEqual([
      'OPEN CERTAIN',
      'WITHDRAWN CERTAIN',
    ]);
  });

  it('lapses on the day after the expected one, with and without the notice', () => {
    const notice = fact('PartnerIntentLapsed', '2025-07-01', {
      agreementId: 'mou',
      organizationId: 'cmc',
      intentEventId: 'event-4',
      expectedBy: '2025-06-30',
    });
    for (const facts of [[intended('2025-06-30')], [intended('2025-06-30'), notice]])
      expect(states(facts, '2025-06-30', '2025-07-01')).toEqual(['OPEN CERTAIN', 'LAPSED CERTAIN']);
  });
});
