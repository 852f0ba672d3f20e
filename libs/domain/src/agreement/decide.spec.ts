import { EVIDENCE, NEW_ID, command, date, fact, given, type Fact } from '../testing/decider-specification.js';
import type { CommandInputs } from '../catalogue.js';

type Inputs = CommandInputs;

const registered = (more: { openToAccession?: boolean } = {}): Fact =>
  fact('AgreementRegistered', '2025-01-01', {
    agreementId: 'mou',
    kind: 'MOU',
    title: [{ text: 'Entente', lang: 'fr' }],
    binding: 'UNKNOWN',
    ...more,
  });
const signed = (organizationId: string, on: Parameters<typeof fact>[1]): Fact =>
  fact('PartnerSigned', on, { agreementId: 'mou', organizationId });
const entered = (on: Parameters<typeof fact>[1]): Fact =>
  fact('AgreementEnteredIntoForce', on, { agreementId: 'mou', basis: 'STATED' });
const opened = (on: string, more: { closesOn?: string; eligible?: readonly string[] } = {}): Fact =>
  fact('AgreementOpenedForSignature', on, { agreementId: 'mou', ...more });
const termSet = (on: string, endsOn?: Parameters<typeof date>[0]): Fact =>
  fact('AgreementTermSet', on, { agreementId: 'mou', ...(endsOn && { endsOn: date(endsOn) }) });
const intended = (organizationId: string, on: string, expectedBy?: string): Fact =>
  fact('PartnerIntentDeclared', on, {
    agreementId: 'mou',
    organizationId,
    intent: 'ACCEDE',
    ...(expectedBy && { expectedBy }),
  });

/** In force since 1 February 2025, between udes and uvm. */
const inForce = (more: { openToAccession?: boolean } = {}): readonly Fact[] => [
  registered(more),
  signed('udes', '2025-01-10'),
  signed('uvm', '2025-01-20'),
  entered('2025-02-01'),
];
const FUTURE = { edtf: '2099-01-01' };

describe('registerAgreement', () => {
  const register = (input: Partial<Inputs['registerAgreement']> = {}) =>
    command('registerAgreement', {
      kind: 'MOU',
      title: [{ text: 'Entente', lang: 'fr' }],
      evidence: EVIDENCE,
      ...input,
    });

  it('records an agreement under an id that the ledger makes; whether it binds is UNKNOWN unless said', () => {
    given()
      .when(register())
      .thenRecords({
        type: 'AgreementRegistered',
        data: {
          agreementId: NEW_ID,
          kind: 'MOU',
          title: [{ text: 'Entente', lang: 'fr' }],
          binding: 'UNKNOWN',
        },
      });
  });

  it('records all that was given; an objective without a code is named by its place', () => {
    const texts = [{ text: 'une chaîne résiliente', lang: 'fr' }];
    const sectors = [{ text: 'semi-conducteurs', lang: 'fr' }];
    given()
      .when(
        register({
          agreementId: 'mou',
          binding: 'NO',
          openToAccession: false,
          objectives: [{ texts }, { code: 'TRADE', texts }],
          sectors,
          occurredOn: { edtf: '[..2025-01-28]', basis: 'INFERRED', note: 'the release says signed' },
        }),
      )
      .thenRecords({
        type: 'AgreementRegistered',
        data: {
          agreementId: 'mou',
          kind: 'MOU',
          title: [{ text: 'Entente', lang: 'fr' }],
          objectives: [
            { code: 'OBJ-1', texts },
            { code: 'TRADE', texts },
          ],
          sectors,
          openToAccession: false,
          binding: 'NO',
        },
        occurred: date({ edtf: '[..2025-01-28]', basis: 'INFERRED' }),
        confidential: [{ pointer: '/occurred/note', value: 'the release says signed' }],
      });
  });

  it('refuses in the order shape, identity, dates, evidence', () => {
    const wrong = { agreementId: 'mou', title: [], occurredOn: FUTURE, evidence: [] };
    const { title: _none, ...titled } = wrong;
    const twice = [{ code: 'OBJ-2', texts: [] }, { texts: [] }];
    given(registered()).when(register(wrong)).thenRefused('TITLE_REQUIRED', { field: 'title' });
    given(registered())
      .when(register({ ...titled, objectives: twice }))
      .thenRefused('VALIDATION_FAILED', { field: 'objectives.1.code' });
    given(registered())
      .when(register(titled))
      .thenRefused('AGREEMENT_ALREADY_EXISTS', { field: 'agreementId', details: { id: 'mou' } });
    given().when(register(titled)).thenRefused('DATE_IN_FUTURE', { field: 'occurredOn' });
    given()
      .when(register({ occurredOn: { edtf: '2025' }, evidence: [] }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'occurredOn.basis' });
    given()
      .when(register({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED', { field: 'evidence' });
    given()
      .when(register(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });

  it('refuses evidence whose lines run backwards', () => {
    given()
      .when(register({ evidence: [{ sourceId: 's0', lines: { from: 3, to: 2 } }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'evidence.0.lines' });
    given()
      .when(register({ evidence: [{ sourceId: 's0', lines: { from: 0, to: 2 } }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'evidence.0.lines' });
  });
});

describe('depositAgreementText', () => {
  const deposit = (input: Partial<Inputs['depositAgreementText']> = {}) =>
    command('depositAgreementText', {
      agreementId: 'mou',
      docHash: 'ab'.repeat(32),
      lang: 'fr',
      evidence: EVIDENCE,
      ...input,
    });
  const data = { agreementId: 'mou', docHash: 'ab'.repeat(32), lang: 'fr' };

  it('records the hash of a text', () => {
    given(registered()).when(deposit()).thenRecords({ type: 'AgreementTextDeposited', data });
    given(registered())
      .when(deposit({ pages: 4, authentic: true }))
      .thenRecords({ type: 'AgreementTextDeposited', data: { ...data, pages: 4, authentic: true } });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    const known = [registered(), fact('AgreementTextDeposited', '2025-01-28', data)];
    const wrong = { occurredOn: FUTURE, evidence: [] };
    given()
      .when(deposit({ ...wrong, occurredOn: { edtf: 'x' } }))
      .thenRefused('VALIDATION_FAILED');
    for (const docHash of ['ABC', 'AB'.repeat(32), ''])
      given()
        .when(deposit({ ...wrong, docHash }))
        .thenRefused('VALIDATION_FAILED', { field: 'docHash' });
    given()
      .when(deposit(wrong))
      .thenRefused('AGREEMENT_NOT_FOUND', { details: { id: 'mou' } });
    given(...known)
      .when(deposit(wrong))
      .thenRefused('TEXT_ALREADY_DEPOSITED', { field: 'docHash' });
    given(registered()).when(deposit(wrong)).thenRefused('DATE_IN_FUTURE');
    given(registered())
      .when(deposit({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(registered())
      .when(deposit(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('openForSignature', () => {
  const open = (input: Partial<Inputs['openForSignature']> = {}) =>
    command('openForSignature', {
      agreementId: 'mou',
      occurredOn: { edtf: '2025-01-05' },
      evidence: EVIDENCE,
      ...input,
    });

  it('records the opening, who may sign and until when', () => {
    given(registered())
      .when(open())
      .thenRecords({ type: 'AgreementOpenedForSignature', data: { agreementId: 'mou' } });
    given(registered())
      .when(open({ eligible: ['udes', 'uvm'], closesOn: '2025-06-30' }))
      .thenRecords({
        type: 'AgreementOpenedForSignature',
        data: { agreementId: 'mou', closesOn: '2025-06-30', eligible: ['udes', 'uvm'] },
      });
  });

  it('takes an empty list for none: all may sign', () => {
    given(registered())
      .when(open({ eligible: [] }))
      .thenRecords({ type: 'AgreementOpenedForSignature', data: { agreementId: 'mou' } });
  });

  it('records an opening before signatures that were recorded first', () => {
    given(registered(), signed('udes', '2025-01-10'))
      .when(open({ occurredOn: { edtf: '2025-01-05' } }))
      .thenRecords({ type: 'AgreementOpenedForSignature', data: { agreementId: 'mou' } });
  });

  it('refuses in the order shape, existence, lifecycle, dates and term, evidence', () => {
    const wrong = { eligible: ['nobody'], closesOn: '2025-13-01', occurredOn: FUTURE, evidence: [] };
    const missing = ['organization nobody'];
    const already = [registered(), opened('2025-01-02')];
    given().when(open(wrong), { missing }).thenRefused('VALIDATION_FAILED', { field: 'closesOn' });
    given()
      .when(open({ ...wrong, closesOn: '2025-01-01' }), { missing })
      .thenRefused('AGREEMENT_NOT_FOUND');
    given(...already)
      .when(open({ ...wrong, closesOn: '2025-01-01' }), { missing })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'eligible.0' });
    given(...already)
      .when(open({ ...wrong, closesOn: '2025-01-01' }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'OPEN_FOR_SIGNATURE' } });
    given(registered())
      .when(open({ ...wrong, closesOn: '2025-01-01' }))
      .thenRefused('DATE_IN_FUTURE');
    given(registered())
      .when(open({ closesOn: '2025-01-04', evidence: [] }))
      .thenRefused('TERM_INVALID', { field: 'closesOn' });
    given(registered())
      .when(open({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(registered())
      .when(open(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });

  it('refuses after the end of the term', () => {
    given(registered(), termSet('2024-01-01', '2024-12-31'))
      .when(open())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2024-12-31' } });
  });
});

describe('designateLead', () => {
  const designate = (input: Partial<Inputs['designateLead']> = {}) =>
    command('designateLead', {
      agreementId: 'mou',
      organizationIds: ['udes', 'uvm'],
      occurredOn: { edtf: '2025-04-17' },
      evidence: EVIDENCE,
      ...input,
    });

  it('records who leads, and as what', () => {
    given(...inForce())
      .when(designate({ role: 'PILOT' }))
      .thenRecords({
        type: 'LeadDesignated',
        data: { agreementId: 'mou', organizationIds: ['udes', 'uvm'], role: 'PILOT' },
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    const ended = [...inForce(), termSet('2025-02-01', '2025-03-31')];
    const wrong = { occurredOn: FUTURE, evidence: [] };
    given()
      .when(designate({ ...wrong, organizationIds: [] }))
      .thenRefused('VALIDATION_FAILED', { field: 'organizationIds' });
    given().when(designate(wrong)).thenRefused('AGREEMENT_NOT_FOUND');
    given(...ended)
      .when(designate(wrong), { missing: ['organization uvm'] })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'organizationIds.1' });
    given(...inForce())
      .when(designate(wrong))
      .thenRefused('DATE_IN_FUTURE');
    given(...inForce())
      .when(designate({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(...inForce())
      .when(designate(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });

  it('records, after the end, who led before it, and who leads what is left', () => {
    for (const lastDay of ['2025-12-31', '2025-03-31'])
      given(...inForce(), termSet('2025-02-01', lastDay))
        .when(designate())
        .thenRecords({
          type: 'LeadDesignated',
          data: { agreementId: 'mou', organizationIds: ['udes', 'uvm'] },
        });
  });
});

describe('declareIntent', () => {
  const declare = (input: Partial<Inputs['declareIntent']> = {}) =>
    command('declareIntent', {
      agreementId: 'mou',
      organizationId: 'cmc',
      occurredOn: { edtf: '2025-04-16', basis: 'COMPUTED' },
      evidence: EVIDENCE,
      ...input,
    });
  const data = { agreementId: 'mou', organizationId: 'cmc', intent: 'ACCEDE' };

  it('records an intent, to accede unless said otherwise', () => {
    given(...inForce())
      .when(declare())
      .thenRecords({ type: 'PartnerIntentDeclared', data });
    given(...inForce())
      .when(
        declare({
          intent: 'SIGN',
          horizon: [{ text: 'prochainement', lang: 'fr' }],
          expectedBy: '2025-06-30',
          meetingId: 'corridor-1',
        }),
      )
      .thenRecords({
        type: 'PartnerIntentDeclared',
        data: {
          ...data,
          intent: 'SIGN',
          horizon: [{ text: 'prochainement', lang: 'fr' }],
          expectedBy: '2025-06-30',
          meetingId: 'corridor-1',
        },
      });
  });

  it('records a second intent after the first was withdrawn, or has lapsed', () => {
    const withdrawn = fact('PartnerIntentWithdrawn', '2025-04-10', {
      agreementId: 'mou',
      organizationId: 'cmc',
    });
    given(...inForce(), intended('cmc', '2025-04-01'), withdrawn)
      .when(declare())
      .thenRecords({ type: 'PartnerIntentDeclared', data });
    given(...inForce(), intended('cmc', '2025-04-01', '2025-04-15'))
      .when(declare())
      .thenRecords({ type: 'PartnerIntentDeclared', data });
  });

  it('refuses a second one on the last day of the first', () => {
    given(...inForce(), intended('cmc', '2025-04-01', '2025-04-16'))
      .when(declare())
      .thenRefused('INTENT_ALREADY_OPEN', { field: 'organizationId' });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates and term, evidence', () => {
    const wrong = { occurredOn: FUTURE, evidence: [], meetingId: 'nowhere' };
    const { meetingId: _nowhere, ...met } = wrong;
    const missing = ['meeting nowhere'];
    const ended = [...inForce(), termSet('2025-02-01', '2025-03-31')];
    const open = [...ended, intended('cmc', '2025-02-02')];
    given()
      .when(declare({ ...wrong, expectedBy: 'soon' }), { missing })
      .thenRefused('VALIDATION_FAILED', { field: 'expectedBy' });
    given()
      .when(declare({ ...wrong, intent: 'WATCH' as 'SIGN' }), { missing })
      .thenRefused('VALIDATION_FAILED', { field: 'intent' });
    given().when(declare(wrong), { missing }).thenRefused('AGREEMENT_NOT_FOUND');
    given(...open)
      .when(declare(wrong), { missing: [...missing, 'organization cmc'] })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'organizationId' });
    given(...open)
      .when(declare(wrong), { missing })
      .thenRefused('MEETING_NOT_FOUND', { field: 'meetingId' });
    given(...open)
      .when(declare({ ...met, organizationId: 'uvm' }))
      .thenRefused('PARTNER_ALREADY_SIGNED', { field: 'organizationId' });
    given(...open)
      .when(declare(met))
      .thenRefused('INTENT_ALREADY_OPEN');
    given(...ended)
      .when(declare(met))
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'EXPIRED' } });
    given(...inForce())
      .when(declare({ ...met, expectedBy: '2025-01-01' }))
      .thenRefused('DATE_IN_FUTURE');
    given(...inForce())
      .when(declare({ expectedBy: '2025-01-01', evidence: [] }))
      .thenRefused('TERM_INVALID', { field: 'expectedBy' });
    given(...inForce())
      .when(declare({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(...inForce())
      .when(declare(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('withdrawIntent', () => {
  const withdraw = (input: Partial<Inputs['withdrawIntent']> = {}) =>
    command('withdrawIntent', {
      agreementId: 'mou',
      organizationId: 'cmc',
      occurredOn: { edtf: '2025-06-01' },
      evidence: EVIDENCE,
      ...input,
    });
  const open = [...inForce(), intended('cmc', '2025-04-16')];
  const data = { agreementId: 'mou', organizationId: 'cmc' };

  it('records the withdrawal, the reason apart', () => {
    given(...open)
      .when(withdraw())
      .thenRecords({ type: 'PartnerIntentWithdrawn', data });
    given(...open)
      .when(withdraw({ reason: 'budget' }))
      .thenRecords({
        type: 'PartnerIntentWithdrawn',
        data,
        confidential: [{ pointer: '/data/reason', value: 'budget' }],
      });
  });

  it('refuses when no intent was open on that day', () => {
    given(...inForce())
      .when(withdraw())
      .thenRefused('INTENT_NOT_OPEN', { field: 'organizationId' });
    given(...open)
      .when(withdraw({ occurredOn: { edtf: '2025-04-15' } }))
      .thenRefused('INTENT_NOT_OPEN');
    given(...inForce(), intended('cmc', '2025-04-16', '2025-05-31'))
      .when(withdraw())
      .thenRefused('INTENT_NOT_OPEN');
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    const wrong = { occurredOn: FUTURE, evidence: [] };
    given()
      .when(withdraw({ ...wrong, occurredOn: { edtf: 'x' } }))
      .thenRefused('VALIDATION_FAILED');
    given().when(withdraw(wrong)).thenRefused('AGREEMENT_NOT_FOUND');
    given(...inForce())
      .when(withdraw(wrong), { missing: ['organization cmc'] })
      .thenRefused('ORGANIZATION_NOT_FOUND');
    given(...inForce())
      .when(withdraw(wrong))
      .thenRefused('INTENT_NOT_OPEN');
    given(...open)
      .when(withdraw(wrong))
      .thenRefused('DATE_IN_FUTURE');
    given(...open)
      .when(withdraw({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(...open)
      .when(withdraw(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('lapseIntent', () => {
  const lapse = command('lapseIntent', { agreementId: 'mou', organizationId: 'cmc' });
  const notice = {
    type: 'PartnerIntentLapsed',
    data: {
      agreementId: 'mou',
      organizationId: 'cmc',
      intentEventId: 'event-4',
      expectedBy: '2025-06-30',
    },
  } as const;

  it('records the notice on the day after the expected one, without evidence', () => {
    given(...inForce(), intended('cmc', '2025-04-16', '2025-06-30'))
      .when(lapse)
      .thenRecords({
        ...notice,
        occurred: date({ edtf: '2025-07-01', basis: 'COMPUTED' }),
        effective: date({ edtf: '2025-07-01', basis: 'COMPUTED' }),
      });
  });

  it('records it once', () => {
    given(
      ...inForce(),
      intended('cmc', '2025-04-16', '2025-06-30'),
      fact('PartnerIntentLapsed', '2025-07-01', notice.data),
    )
      .when(lapse)
      .thenRecords();
  });

  it('records the one that was expected first, however they were recorded', () => {
    given(
      ...inForce(),
      intended('cmc', '2025-03-01', '2025-09-30'),
      intended('cmc', '2025-04-16', '2025-06-30'),
    )
      .when(lapse)
      .thenRecords({ ...notice, data: { ...notice.data, intentEventId: 'event-5' } });
  });

  it('refuses evidence that was never deposited, when some is given', () => {
    const expected = given(...inForce(), intended('cmc', '2025-04-16', '2025-06-30'));
    const cited = command('lapseIntent', {
      agreementId: 'mou',
      organizationId: 'cmc',
      evidence: EVIDENCE,
    });
    expected.when(cited, { missing: ['source s0'] }).thenRefused('SOURCE_NOT_FOUND');
    expected.when(cited).thenRecords(notice);
  });

  it('refuses an intent that nobody knows, that has no expected date, or whose date has not passed', () => {
    given().when(lapse).thenRefused('AGREEMENT_NOT_FOUND');
    given(...inForce())
      .when(lapse, { missing: ['organization cmc'] })
      .thenRefused('ORGANIZATION_NOT_FOUND');
    given(...inForce())
      .when(lapse)
      .thenRefused('INTENT_NOT_OPEN');
    given(...inForce(), intended('cmc', '2025-04-16'))
      .when(lapse)
      .thenRefused('EXPECTED_BY_NOT_SET');
    given(...inForce(), intended('cmc', '2025-04-16', '2025-06-30'))
      .when(lapse, { today: '2025-06-30' })
      .thenRefused('EXPECTED_BY_NOT_REACHED', { details: { expectedBy: '2025-06-30' } });
  });

  it('refuses an intent that was fulfilled or withdrawn before', () => {
    given(
      ...inForce({ openToAccession: true }),
      intended('cmc', '2025-04-16', '2025-06-30'),
      fact('PartnerAcceded', '2025-06-02', { agreementId: 'mou', organizationId: 'cmc' }),
    )
      .when(lapse)
      .thenRefused('INTENT_NOT_OPEN');
    given(
      ...inForce(),
      intended('cmc', '2025-04-16', '2025-06-30'),
      fact('PartnerIntentWithdrawn', '2025-05-01', { agreementId: 'mou', organizationId: 'cmc' }),
    )
      .when(lapse)
      .thenRefused('INTENT_NOT_OPEN');
  });
});

describe('recordSignature', () => {
  const sign = (input: Partial<Inputs['recordSignature']> = {}) =>
    command('recordSignature', {
      agreementId: 'mou',
      organizationId: 'c2mi',
      occurredOn: { edtf: '2025-01-28' },
      evidence: EVIDENCE,
      ...input,
    });
  const data = { agreementId: 'mou', organizationId: 'c2mi' };

  it('records who signed, in which capacity and rank, under which name, by whom and before whom', () => {
    const more = {
      capacity: 'ORIGINAL_SIGNATORY',
      signatoryRank: 1,
      nameAsSigned: { text: 'C2MI', lang: 'fr' },
      signedBy: ['p-1'],
      presentAtSigning: ['p-2'],
    };
    given(registered()).when(sign()).thenRecords({ type: 'PartnerSigned', data });
    given(registered())
      .when(sign(more))
      .thenRecords({ type: 'PartnerSigned', data: { ...data, ...more } });
  });

  it('records a signature whose day is bounded, cut at today', () => {
    given(registered())
      .when(sign({ occurredOn: { edtf: '2026', basis: 'INFERRED', note: 'undated' } }))
      .thenRecords({
        type: 'PartnerSigned',
        data,
        occurred: { ...date({ edtf: '2026', basis: 'INFERRED' }), latest: '2026-11-23', point: '2026-11-23' },
        effective: {
          ...date({ edtf: '2026', basis: 'INFERRED' }),
          latest: '2026-11-23',
          point: '2026-11-23',
        },
        confidential: [{ pointer: '/occurred/note', value: 'undated' }],
      });
  });

  it('records a signature of before the end after the end has passed', () => {
    given(...inForce({ openToAccession: true }), termSet('2025-02-01', '2025-12-31'))
      .when(sign({ occurredOn: { edtf: '2025-12-31' } }))
      .thenRecords({ type: 'PartnerSigned', data });
  });

  it('refuses a signature certainly after the end, as already expired', () => {
    given(...inForce({ openToAccession: true }), termSet('2025-02-01', '2025-12-31'))
      .when(sign({ occurredOn: { edtf: '2026-01-01' } }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2025-12-31' } });
  });

  it('refuses an organisation that the list of signatories excludes, whatever is overridden', () => {
    given(registered(), opened('2025-01-02', { eligible: ['udes', 'uvm'] }))
      .when(sign({ overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'late guest' }] }))
      .thenRefused('AGREEMENT_NOT_OPEN', { field: 'organizationId', details: { eligible: ['udes', 'uvm'] } });
  });

  it('refuses a signature after the closing day, and takes one that may be of that day', () => {
    const closing = [registered(), opened('2025-01-02', { closesOn: '2025-01-27' })];
    given(...closing)
      .when(sign())
      .thenRefused('AGREEMENT_NOT_OPEN', { field: 'occurredOn', details: { closesOn: '2025-01-27' } });
    given(...closing)
      .when(sign({ occurredOn: { edtf: '2025-01', basis: 'STATED' } }))
      .thenRecords({ type: 'PartnerSigned', data });
    given(...closing)
      .when(sign({ occurredOn: { edtf: '[..2025-01-28]', basis: 'STATED' } }))
      .thenRecords({ type: 'PartnerSigned', data });
  });

  it('asks for an override after the entry into force of an agreement that is not open and has no list', () => {
    const late = { occurredOn: { edtf: '2025-03-01' } };
    given(...inForce())
      .when(sign(late))
      .thenRefused('AGREEMENT_NOT_OPEN', { strength: 'POLICY', field: 'organizationId' });
    given(...inForce())
      .when(sign({ ...late, overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'all agreed' }] }))
      .thenOverrides('AGREEMENT_NOT_OPEN');
    given(...inForce({ openToAccession: true }))
      .when(sign(late))
      .thenOverrides();
    given(
      registered(),
      opened('2025-01-02', { eligible: ['udes', 'uvm', 'c2mi'] }),
      signed('udes', '2025-01-10'),
      signed('uvm', '2025-01-20'),
      entered('2025-02-01'),
    )
      .when(sign(late))
      .thenOverrides();
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    const wrong = { organizationId: 'uvm', occurredOn: FUTURE, evidence: [], signedBy: ['p-1'] };
    const ended = [...inForce(), termSet('2025-02-01', '2025-12-31')];
    given()
      .when(sign({ ...wrong, occurredOn: { edtf: '2023-02-29' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'occurredOn.edtf' });
    given().when(sign(wrong)).thenRefused('AGREEMENT_NOT_FOUND', { field: 'agreementId' });
    given(...ended)
      .when(sign(wrong), { missing: ['organization uvm', 'person p-1'] })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'organizationId' });
    given(...ended)
      .when(sign(wrong), { missing: ['person p-1'] })
      .thenRefused('PERSON_NOT_FOUND', { field: 'signedBy.0' });
    given(...ended)
      .when(sign({ ...wrong, presentAtSigning: ['p-2'] }), { missing: ['person p-2'] })
      .thenRefused('PERSON_NOT_FOUND', { field: 'presentAtSigning.0' });
    given(...ended)
      .when(sign(wrong))
      .thenRefused('PARTNER_ALREADY_SIGNED', {
        field: 'organizationId',
        details: { organizationId: 'uvm' },
      });
    given(...ended)
      .when(sign({ ...wrong, organizationId: 'c2mi' }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED');
    given(registered()).when(sign(wrong)).thenRefused('DATE_IN_FUTURE', { field: 'occurredOn' });
    given(registered())
      .when(sign({ occurredOn: { edtf: '[..2025-01-28]' }, evidence: [] }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'occurredOn.basis' });
    given(registered())
      .when(sign({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED', { field: 'evidence' });
    given(registered())
      .when(sign(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND', { field: 'evidence.0.sourceId' });
  });
});

describe('recordAccession', () => {
  const accede = (input: Partial<Inputs['recordAccession']> = {}) =>
    command('recordAccession', {
      agreementId: 'mou',
      organizationId: 'cmc',
      occurredOn: { edtf: '2025-06-02' },
      evidence: EVIDENCE,
      ...input,
    });
  const data = { agreementId: 'mou', organizationId: 'cmc' };
  const open = [...inForce({ openToAccession: true }), intended('cmc', '2025-04-16')];

  it('records an accession to an agreement in force and open', () => {
    given(...open)
      .when(accede())
      .thenRecords({ type: 'PartnerAcceded', data });
    given(...open)
      .when(accede({ instrument: 'LETTER', effectiveOn: { edtf: '2027-01-01' } }))
      .thenRecords({
        type: 'PartnerAcceded',
        data: { ...data, instrument: 'LETTER' },
        occurred: date('2025-06-02'),
        effective: date('2027-01-01'),
      });
  });

  it('advises when no intent had been recorded before', () => {
    given(...inForce({ openToAccession: true }))
      .when(accede())
      .thenAdvises('ACCESSION_WITHOUT_INTENT');
  });

  it('refuses when the agreement is closed, and asks for an override when nobody knows', () => {
    given(...inForce({ openToAccession: false }))
      .when(accede({ overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'all agreed' }] }))
      .thenRefused('AGREEMENT_NOT_OPEN', { details: { openToAccession: false } });
    given(...inForce())
      .when(accede())
      .thenRefused('AGREEMENT_NOT_OPEN', { strength: 'POLICY', details: { openToAccession: null } });
    given(...inForce())
      .when(accede({ overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'all agreed' }] }))
      .thenOverrides('AGREEMENT_NOT_OPEN');
  });

  it('is accepted before the entry into force, and refused after the end as expired before it says closed', () => {
    given(...open)
      .when(accede({ occurredOn: { edtf: '2025-01-25' } }))
      .thenAdvises();
    given(...inForce({ openToAccession: false }), termSet('2025-02-01', '2025-03-31'))
      .when(accede())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', { details: { endsOn: '2025-03-31' } });
    given(registered({ openToAccession: false }))
      .when(accede())
      .thenRefused('AGREEMENT_NOT_OPEN');
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    const wrong = { occurredOn: FUTURE, evidence: [] };
    given()
      .when(accede({ ...wrong, effectiveOn: { edtf: 'x' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'effectiveOn.edtf' });
    given().when(accede(wrong)).thenRefused('AGREEMENT_NOT_FOUND');
    given(...inForce())
      .when(accede(wrong), { missing: ['organization cmc'] })
      .thenRefused('ORGANIZATION_NOT_FOUND');
    given(...inForce())
      .when(accede({ ...wrong, organizationId: 'uvm' }))
      .thenRefused('PARTNER_ALREADY_SIGNED');
    given(...inForce())
      .when(accede(wrong))
      .thenRefused('AGREEMENT_NOT_OPEN', { strength: 'POLICY' });
    given(...open)
      .when(accede(wrong))
      .thenRefused('DATE_IN_FUTURE');
    given(...open)
      .when(accede({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(...open)
      .when(accede(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('recordEntryIntoForce', () => {
  const enter = (input: Partial<Inputs['recordEntryIntoForce']> = {}) =>
    command('recordEntryIntoForce', {
      agreementId: 'mou',
      basis: 'PRESUMED_ON_SIGNATURE',
      occurredOn: { edtf: '2025-02-01' },
      evidence: EVIDENCE,
      ...input,
    });
  const data = { agreementId: 'mou', basis: 'PRESUMED_ON_SIGNATURE' };
  const both = [registered(), signed('udes', '2025-01-10'), signed('uvm', '2025-01-20')];

  it('records the entry into force of what two parties signed, listed or not', () => {
    given(...both)
      .when(enter())
      .thenRecords({ type: 'AgreementEnteredIntoForce', data });
    given(registered(), opened('2025-01-02', { eligible: ['udes', 'uvm', 'c2mi'] }), ...both.slice(1))
      .when(enter())
      .thenRecords({ type: 'AgreementEnteredIntoForce', data });
  });

  it('refuses with one party or none by then', () => {
    given(registered()).when(enter()).thenRefused('PARTIES_TOO_FEW');
    given(...both.slice(0, 2))
      .when(enter())
      .thenRefused('PARTIES_TOO_FEW');
    given(...both)
      .when(enter({ occurredOn: { edtf: '2025-01-15' } }))
      .thenRefused('PARTIES_TOO_FEW');
  });

  it('refuses a second entry, and one after the end', () => {
    given(...inForce())
      .when(enter({ occurredOn: { edtf: '2025-03-01' } }))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'IN_FORCE' } });
    given(...both, termSet('2025-01-01', '2025-01-31'))
      .when(enter())
      .thenRefused('AGREEMENT_ALREADY_EXPIRED');
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    const wrong = { occurredOn: FUTURE, evidence: [] };
    given()
      .when(enter({ ...wrong, basis: 'GUESSED' as 'STATED' }))
      .thenRefused('VALIDATION_FAILED', { field: 'basis' });
    given().when(enter(wrong)).thenRefused('AGREEMENT_NOT_FOUND');
    given(registered()).when(enter(wrong)).thenRefused('PARTIES_TOO_FEW');
    given(...both)
      .when(enter(wrong))
      .thenRefused('DATE_IN_FUTURE');
    given(...both)
      .when(enter({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(...both)
      .when(enter(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('setTerm', () => {
  const set = (input: Partial<Inputs['setTerm']> = {}) =>
    command('setTerm', { agreementId: 'mou', endsOn: { edtf: '2030-01-31' }, evidence: EVIDENCE, ...input });

  it('records a term; it takes effect on its start, else when it is said to, else when it was set', () => {
    given(...inForce())
      .when(
        set({
          startsOn: { edtf: '2025-02-01', note: 'article 9' },
          endsOn: { edtf: '2030-01', basis: 'STATED', note: 'end of month' },
          duration: 'P5Y',
          renewal: 'UNKNOWN',
          noticeDays: 90,
          occurredOn: { edtf: '2025-01-20' },
        }),
      )
      .thenRecords({
        type: 'AgreementTermSet',
        data: {
          agreementId: 'mou',
          startsOn: date('2025-02-01'),
          endsOn: date('2030-01'),
          duration: 'P5Y',
          renewal: 'UNKNOWN',
          noticeDays: 90,
        },
        occurred: date('2025-01-20'),
        effective: date('2025-02-01'),
        confidential: [
          { pointer: '/data/startsOn/note', value: 'article 9' },
          { pointer: '/data/endsOn/note', value: 'end of month' },
        ],
      });
    const data = { agreementId: 'mou', endsOn: date('2030-01-31') };
    const occurredOn = { edtf: '2025-01-20' };
    given(...inForce())
      .when(set({ occurredOn, effectiveOn: { edtf: '2025-03-01' } }))
      .thenRecords({ type: 'AgreementTermSet', data, effective: date('2025-03-01') });
    given(...inForce())
      .when(set({ occurredOn }))
      .thenRecords({ type: 'AgreementTermSet', data, effective: date('2025-01-20') });
  });

  it('takes effect on its start where a day is said too, of which nothing is kept then', () => {
    given(...inForce())
      .when(
        set({
          startsOn: { edtf: '2025-02-01' },
          occurredOn: { edtf: '2025-01-20', note: 'of the act' },
          effectiveOn: { edtf: '2025-03-01', note: 'of a day that is not stored' },
        }),
      )
      .thenRecords({
        type: 'AgreementTermSet',
        data: { agreementId: 'mou', startsOn: date('2025-02-01'), endsOn: date('2030-01-31') },
        effective: date('2025-02-01'),
        confidential: [{ pointer: '/occurred/note', value: 'of the act' }],
      });
  });

  it('refuses an end before the start', () => {
    given(registered())
      .when(set({ startsOn: { edtf: '2025-01-28' }, endsOn: { edtf: '2025-01-27' } }))
      .thenRefused('TERM_INVALID', { field: 'endsOn' });
    given(registered())
      .when(
        set({
          startsOn: { edtf: '2025-06', basis: 'STATED' },
          endsOn: { edtf: '2025-06-15' },
        }),
      )
      .thenRefused('TERM_INVALID');
  });

  it('asks for an override when start and duration do not give the end within a day', () => {
    const term = (start: string, end: string, duration: string) => ({
      startsOn: { edtf: start },
      endsOn: { edtf: end },
      duration,
    });
    for (const end of ['2030-01-31', '2030-02-01', '2030-02-02'])
      given(...inForce())
        .when(set(term('2025-02-01', end, 'P5Y')))
        .thenOverrides();
    for (const end of ['2030-01-30', '2030-02-03'])
      given(...inForce())
        .when(set(term('2025-02-01', end, 'P5Y')))
        .thenRefused('TERM_INCONSISTENT', { strength: 'POLICY', field: 'duration' });
    given(...inForce())
      .when(
        set({
          ...term('2025-02-01', '2031-12-31', 'P5Y'),
          overrides: [{ rule: 'TERM_INCONSISTENT', reason: 'the text says both' }],
        }),
      )
      .thenOverrides('TERM_INCONSISTENT');
  });

  it('takes a duration that some start and some end within the bounds are apart', () => {
    given(registered())
      .when(
        set({
          startsOn: { edtf: '[2019-06-04,2019-06-05]', basis: 'COMPUTED', point: '2019-06-04' },
          endsOn: { edtf: '2024-06-04' },
          duration: 'P5Y',
        }),
      )
      .thenOverrides();
  });

  it('takes a term that follows the one before, and refuses one after a gap with what to do instead', () => {
    given(...inForce(), termSet('2025-02-01', '2025-12-31'))
      .when(set({ startsOn: { edtf: '2026-01-02' } }))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED', {
        details: { endsOn: '2025-12-31', see: ['renewAgreement', 'reinstateAgreement'] },
      });
    for (const start of ['2025-12-31', '2026-01-01'])
      given(...inForce(), termSet('2025-02-01', '2025-12-31'))
        .when(set({ startsOn: { edtf: start } }))
        .thenOverrides();
  });

  it('refuses in the order shape, existence, lifecycle, dates and term, evidence', () => {
    const wrong = {
      startsOn: { edtf: '2026-06' },
      endsOn: { edtf: '2026-01-01' },
      occurredOn: FUTURE,
      evidence: [],
    };
    const ended = [...inForce(), termSet('2025-02-01', '2025-12-31')];
    given()
      .when(command('setTerm', { agreementId: 'mou', renewal: 'TACIT', evidence: EVIDENCE }))
      .thenRefused('VALIDATION_FAILED', { field: 'endsOn' });
    given()
      .when(set({ ...wrong, startsOn: { edtf: '2026-6' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'startsOn.edtf' });
    given()
      .when(set({ ...wrong, endsOn: { edtf: '2026-02-30' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'endsOn.edtf' });
    given()
      .when(set({ ...wrong, duration: '5 years' }))
      .thenRefused('VALIDATION_FAILED', { field: 'duration' });
    given().when(set(wrong)).thenRefused('AGREEMENT_NOT_FOUND');
    given(...ended)
      .when(set(wrong))
      .thenRefused('AGREEMENT_ALREADY_EXPIRED');
    given(...inForce())
      .when(set(wrong))
      .thenRefused('DATE_IN_FUTURE');
    const { occurredOn: _future, ...dated } = wrong;
    given(...inForce())
      .when(set(dated))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'startsOn.basis' });
    given(...inForce())
      .when(set({ ...dated, startsOn: { edtf: '2025-02-01' }, endsOn: { edtf: '2026' } }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'endsOn.basis' });
    given(...inForce())
      .when(set({ ...dated, startsOn: { edtf: '2026-06-01' } }))
      .thenRefused('TERM_INVALID');
    given(...inForce())
      .when(set({ startsOn: { edtf: '2025-02-01' }, duration: 'P1Y', evidence: [] }))
      .thenRefused('TERM_INCONSISTENT', { strength: 'POLICY' });
    given(...inForce())
      .when(set({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(...inForce())
      .when(set(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('expireAgreement', () => {
  const expire = (input: Partial<Inputs['expireAgreement']> = {}) =>
    command('expireAgreement', { agreementId: 'mou', ...input });
  const ended = [...inForce(), termSet('2025-02-01', '2026-06-04')];
  const notice = {
    agreementId: 'mou',
    lastDayInForce: '2026-06-04',
    reason: 'TERM_ENDED',
    scheduledFor: '2026-06-05',
    detectedLate: true,
  } as const;

  it('records the notice of the day after the last one, without evidence', () => {
    given(...ended)
      .when(expire())
      .thenRecords({
        type: 'AgreementExpired',
        data: notice,
        occurred: date('2026-06-04'),
        effective: date({ edtf: '2026-06-05', basis: 'COMPUTED' }),
      });
    given(...ended)
      .when(expire(), { today: '2026-06-05' })
      .thenRecords({ type: 'AgreementExpired', data: { ...notice, detectedLate: false } });
  });

  it('waits for the latest day that an uncertain end allows, and keeps its bounds a day later', () => {
    const month = [...inForce(), termSet('2025-02-01', '2026-06')];
    given(...month)
      .when(expire(), { today: '2026-06-30' })
      .thenRefused('TERM_NOT_REACHED', { details: { lastDay: '2026-06-30' } });
    given(...month)
      .when(expire(), { today: '2026-07-01' })
      .thenRecords({
        type: 'AgreementExpired',
        data: {
          ...notice,
          lastDayInForce: '2026-06-30',
          scheduledFor: '2026-07-01',
          detectedLate: false,
        },
        effective: {
          edtf: '[2026-06-02..2026-07-01]',
          point: '2026-07-01',
          earliest: '2026-06-02',
          latest: '2026-07-01',
          precision: 'MONTH',
          basis: 'COMPUTED',
        },
      });
  });

  it('records it once for each last day, and says that it was: a later end gets its own', () => {
    given(...ended, fact('AgreementExpired', '2026-06-04', notice))
      .when(expire())
      .thenOnlyAdvises('ALREADY_ENDED');
    given(
      ...inForce(),
      termSet('2025-02-01', '2025-12-31'),
      fact('AgreementExpired', '2025-12-31', { ...notice, lastDayInForce: '2025-12-31' }),
      termSet('2025-12-31', '2026-06-04'),
    )
      .when(expire())
      .thenRecords({ type: 'AgreementExpired', data: notice });
  });

  it('refuses without a term, before its end, and for what was never signed', () => {
    given().when(expire()).thenRefused('AGREEMENT_NOT_FOUND');
    given(...inForce())
      .when(expire())
      .thenRefused('TERM_NOT_SET', { field: 'agreementId' });
    given(...inForce(), termSet('2025-02-01'))
      .when(expire())
      .thenRefused('TERM_NOT_SET');
    given(...ended)
      .when(expire(), { today: '2026-06-04' })
      .thenRefused('TERM_NOT_REACHED', { details: { lastDay: '2026-06-04' } });
    given(registered(), termSet('2025-02-01', '2026-06-04'))
      .when(expire())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'DRAFT' } });
  });

  it('refuses evidence that was never deposited, when some is given', () => {
    given(...ended)
      .when(expire({ evidence: EVIDENCE }), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('attachEvidence', () => {
  const attach = (input: Partial<Inputs['attachEvidence']> = {}) =>
    command('attachEvidence', {
      agreementId: 'mou',
      sourceId: 's1',
      supports: ['event-1', 'event-2'],
      strength: 'CONFIRMS',
      evidence: EVIDENCE,
      ...input,
    });
  const data = { agreementId: 'mou', sourceId: 's1', supports: ['event-1', 'event-2'], strength: 'CONFIRMS' };

  it('records what a source confirms or contradicts, the note apart', () => {
    const note = [{ text: 'calls them signatories', lang: 'en' }];
    given(...inForce())
      .when(attach())
      .thenRecords({ type: 'EvidenceAttached', data });
    given(...inForce())
      .when(attach({ strength: 'CONTRADICTS', note }))
      .thenRecords({
        type: 'EvidenceAttached',
        data: { ...data, strength: 'CONTRADICTS' },
        confidential: [{ pointer: '/data/note', value: note }],
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    const wrong = { supports: ['event-0', 'elsewhere'], occurredOn: FUTURE, evidence: [] };
    given()
      .when(attach({ ...wrong, supports: [] }))
      .thenRefused('VALIDATION_FAILED', { field: 'supports' });
    given()
      .when(attach({ ...wrong, strength: 'HINTS' as 'CONFIRMS' }))
      .thenRefused('VALIDATION_FAILED', { field: 'strength' });
    given().when(attach(wrong)).thenRefused('AGREEMENT_NOT_FOUND');
    given(...inForce())
      .when(attach(wrong))
      .thenRefused('TARGET_NOT_FOUND', { field: 'supports.1', details: { id: 'elsewhere' } });
    given(...inForce())
      .when(attach({ ...wrong, supports: ['event-0'] }))
      .thenRefused('DATE_IN_FUTURE');
    given(...inForce())
      .when(attach({ evidence: [] }), { missing: ['source s1'] })
      .thenRefused('EVIDENCE_REQUIRED');
    given(...inForce())
      .when(attach(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND', { field: 'evidence.0.sourceId' });
    given(...inForce())
      .when(attach(), { missing: ['source s1'] })
      .thenRefused('SOURCE_NOT_FOUND', { field: 'sourceId' });
  });
});

describe('an act after which facts would not count any more', () => {
  const passedOver = (field: string, ...events: readonly (readonly [number, string, string])[]) => ({
    strength: 'POLICY' as const,
    field,
    details: {
      events: events.map(([order, type, effectiveOn]) => ({ eventId: `event-${order}`, type, effectiveOn })),
    },
  });
  const sign = (organizationId: string, on: string, more: Partial<Inputs['recordSignature']> = {}) =>
    command('recordSignature', {
      agreementId: 'mou',
      organizationId,
      occurredOn: { edtf: on },
      evidence: EVIDENCE,
      ...more,
    });
  const openedInMay = opened('2026-05-03', { closesOn: '2026-06-30', eligible: ['udes', 'uvm'] });
  const overrides = [{ rule: 'FACTS_PASSED_OVER', reason: 'the letter is clear' }];

  it('is asked to be overridden: a signature before the opening', () => {
    given(registered(), openedInMay)
      .when(sign('udes', '2026-04-01'))
      .thenRefused(
        'FACTS_PASSED_OVER',
        passedOver('occurredOn', [1, 'AgreementOpenedForSignature', '2026-05-03']),
      );
    given(registered(), openedInMay)
      .when(sign('udes', '2026-04-01', { overrides }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('names the date by which it is folded', () => {
    given(registered(), openedInMay)
      .when(sign('udes', '2026-05-10', { effectiveOn: { edtf: '2026-04-01' } }))
      .thenRefused(
        'FACTS_PASSED_OVER',
        passedOver('effectiveOn', [1, 'AgreementOpenedForSignature', '2026-05-03']),
      );
  });

  it('names all of them: a term that ended before them', () => {
    given(...inForce())
      .when(
        command('setTerm', {
          agreementId: 'mou',
          endsOn: { edtf: '2025-01-15' },
          occurredOn: { edtf: '2025-01-01' },
          evidence: EVIDENCE,
        }),
      )
      .thenRefused(
        'FACTS_PASSED_OVER',
        passedOver(
          'endsOn',
          [2, 'PartnerSigned', '2025-01-20'],
          [3, 'AgreementEnteredIntoForce', '2025-02-01'],
        ),
      );
  });

  it('is asked of an opening that would have refused a signature, which goes on counting', () => {
    given(registered(), signed('cmc', '2026-05-10'))
      .when(
        command('openForSignature', {
          agreementId: 'mou',
          eligible: ['udes'],
          occurredOn: { edtf: '2026-05', basis: 'STATED' },
          evidence: EVIDENCE,
        }),
      )
      .thenRefused('FACTS_PASSED_OVER', {
        strength: 'POLICY',
        details: {
          events: [
            { eventId: 'event-1', type: 'PartnerSigned', effectiveOn: '2026-05-10', because: 'NOT_ELIGIBLE' },
          ],
        },
      });
  });

  it('is not asked for what was passed over before, nor where everything still counts', () => {
    given(registered(), openedInMay, signed('udes', '2026-04-01'))
      .when(sign('uvm', '2026-04-02'))
      .thenWarns();
    given(registered(), openedInMay).when(sign('udes', '2026-05-04')).thenWarns();
  });
});
