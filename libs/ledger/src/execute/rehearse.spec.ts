import { LEDGER_STREAMS, type Command, type EventData, type KnownName } from '@entente/domain';
import fc from 'fast-check';
import { CALLER, EVIDENCE, commandIdOf, ledgerUnderTest } from '../testing/ledger-under-test.js';
import { SettledStreamError } from './assumption.js';
import type { Requested } from './attempt.js';
import { NO_LOOKUPS } from './open-ledger.js';
import type { Rehearsed } from './rehearse.js';

let given = 0;
const asked = (name: string, input: object, request: object = {}): Requested => ({
  command: { name, input } as unknown as Command,
  request: { commandId: commandIdOf(`rehearsed ${(given += 1)}`), caller: CALLER, ...request },
});
const signing = (organizationId: string, more: object = {}) => ({
  agreementId: 'mou',
  organizationId,
  occurredOn: { edtf: '2025-01-28' },
  evidence: EVIDENCE,
  ...more,
});
const codesOf = ({ refusals }: Rehearsed) =>
  refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim());

/** A ledger that looks names up in `names`. */
async function withMou(...organizationIds: readonly string[]) {
  const names: KnownName[] = [{ organizationId: 'a', text: 'Organisation a' }];
  const made = { ...ledgerUnderTest({ lookups: { ...NO_LOOKUPS, similarNames: async () => names } }), names };
  await made.withBasics(...organizationIds);
  return made;
}

describe('a rehearsal', () => {
  it('answers what would be recorded, and records nothing', async () => {
    const made = await withMou('a');
    const head = await made.store.head(LEDGER_STREAMS);
    const [one] = await made.ledger.rehearse([asked('recordSignature', signing('a'))]);
    expect(one).toMatchObject({ name: 'recordSignature', stream: 'agreement-mou', refusals: [] });
    expect(one?.events.map(({ envelope: { type, data, rev } }) => ({ type, data, rev }))).toEqual([
      { type: 'PartnerSigned', data: { agreementId: 'mou', organizationId: 'a' }, rev: 1 },
    ]);
    expect([one?.before.length, one?.after.length]).toEqual([1, 2]);
    expect(await made.store.head(LEDGER_STREAMS)).toEqual(head);
    expect(await made.ledger.reader.read('agreement-mou')).toHaveLength(1);
  });

  it('takes no offence at what a try at the same command claimed before it was killed', async () => {
    const made = await withMou('a');
    const input = {
      agreementId: 'new',
      kind: 'MOU',
      title: [{ text: 'New', lang: 'en' }],
      identifiers: [{ scheme: 'ESAC', value: 'x1' }],
      evidence: EVIDENCE,
    };
    const commandId = commandIdOf('killed');
    await made.claims.claimAll({ commandId, stream: 'agreement-new' }, [{ scheme: 'esac', value: 'x1' }]);
    const [same] = await made.ledger.rehearse([asked('registerAgreement', input, { commandId })]);
    const [other] = await made.ledger.rehearse([asked('registerAgreement', input)]);
    expect(codesOf(same as Rehearsed)).toEqual([]);
    expect(codesOf(other as Rehearsed)).toEqual(['IDENTIFIER_TAKEN identifiers.0']);
  });

  it('knows the links that commands before it would make and sever', async () => {
    const made = await withMou('a', 'b', 'c');
    const linking = (name: string, organizationId: string, sameId: string) =>
      asked(name, { organizationId, sameIds: [sameId], evidence: EVIDENCE });
    const link = (above: string, below: string) => linking('linkOrganizations', above, below);
    await made.record('link', 'linkOrganizations', {
      organizationId: 'a',
      sameIds: ['b'],
      evidence: EVIDENCE,
    });
    const rehearsed = await made.ledger.rehearse([
      link('b', 'c'),
      link('c', 'a'),
      asked('recordSignature', signing('a')),
      asked('declareIntent', signing('c')),
      linking('severOrganizationLink', 'a', 'b'),
      link('c', 'a'),
    ]);
    expect(rehearsed.map(codesOf)).toEqual([[], ['SUCCESSOR_CYCLE sameIds.0'], [], [], [], []]);
    expect(rehearsed[3]?.advice.map(({ rule }) => rule)).toEqual(['SAME_ORGANIZATION_IS_PARTY']);
    const [again] = await made.ledger.rehearse([link('c', 'a')]);
    expect(codesOf(again as Rehearsed)).toEqual([]);
  });

  it('judges each command as if those before it were recorded', async () => {
    const made = await withMou();
    const rehearsed = await made.ledger.rehearse([
      asked('registerOrganization', {
        organizationId: 'x',
        names: [{ text: 'Nouvelle', lang: 'fr' }],
        identifiers: [{ scheme: 'NEQ', value: '1' }],
        evidence: EVIDENCE,
      }),
      asked('recordSignature', signing('x')),
      asked('recordSignature', signing('x')),
      asked('registerOrganization', {
        organizationId: 'y',
        names: [{ text: 'NOUVELLE', lang: 'fr' }],
        identifiers: [{ scheme: 'neq', value: '1' }],
        evidence: EVIDENCE,
      }),
    ]);
    expect(rehearsed.map(codesOf)).toEqual([
      [],
      [],
      ['PARTNER_ALREADY_SIGNED organizationId'],
      ['IDENTIFIER_TAKEN identifiers.0', 'ORGANIZATION_DUPLICATE_SUSPECTED names'],
    ]);
  });

  it('asks the ledger about many commands at once, and of what it was asked nothing again', async () => {
    const questions: string[] = [];
    const made = ledgerUnderTest({
      around: (store) => ({
        ...store,
        findById: (id) => {
          questions.push('event');
          return store.findById(id);
        },
        readStream: (stream, ...page) => {
          questions.push(stream);
          return store.readStream(stream, ...page);
        },
      }),
    });
    await made.withBasics('a', 'b');
    const rehearsal = made.ledger.rehearsal();
    const commands = ['a', 'b', 'a'].map((id) => asked('recordSignature', signing(id)));
    questions.length = 0;
    const letGo = await rehearsal.prepare(commands);
    expect(questions.toSorted()).toEqual(['agreement-mou', 'event', 'event', 'event']);
    questions.length = 0;
    const judged = [];
    for (const one of commands) judged.push(codesOf(await rehearsal.judge(one)));
    expect(judged).toEqual([[], [], ['PARTNER_ALREADY_SIGNED organizationId']]);
    expect(questions.filter((one) => one === 'event' || one === 'agreement-mou')).toEqual([]);
    letGo();
    await rehearsal.judge(asked('recordSignature', signing('b')));
    expect(questions).toContain('event');
  });

  it('fails the command whose question was not answered, and no other', async () => {
    const broken = commandIdOf('broken');
    const made = ledgerUnderTest({
      commandIndex: () => ({
        reserve: async (_commandId, stream) => stream,
        release: async () => {},
        find: async (commandId) => {
          if (commandId === broken) throw new Error('no answer');
          return null;
        },
      }),
    });
    await made.withBasics('a', 'b');
    const rehearsal = made.ledger.rehearsal();
    const lost = asked('recordSignature', signing('a'), { commandId: broken });
    const other = asked('recordSignature', signing('b'));
    await rehearsal.prepare([lost, other]);
    await expect(rehearsal.judge(lost)).rejects.toThrow('no answer');
    expect(codesOf(await rehearsal.judge(other))).toEqual([]);
  });

  it('names all that stands against a command, behind a policy too', async () => {
    const made = await withMou('a');
    const [one] = await made.ledger.rehearse([
      asked('recordSignature', {
        agreementId: 'mou',
        organizationId: 'nobody',
        occurredOn: { edtf: '2031' },
        evidence: [{ sourceId: 'no-source' }, { sourceId: 's0' }, { sourceId: 'none-either' }],
      }),
    ]);
    expect(one && codesOf(one)).toEqual([
      'ORGANIZATION_NOT_FOUND organizationId',
      'DATE_IN_FUTURE occurredOn',
      'SOURCE_NOT_FOUND evidence.0.sourceId',
      'SOURCE_NOT_FOUND evidence.2.sourceId',
    ]);
  });

  it('says what would be recorded of a command that a policy alone stands against only when it is overridden', async () => {
    const made = await withMou('a');
    const twin = { organizationId: 'z', names: [{ text: 'Organisation a', lang: 'fr' }], evidence: EVIDENCE };
    const [refused, overridden] = await made.ledger.rehearse([
      asked('registerOrganization', twin),
      asked('registerOrganization', {
        ...twin,
        overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'Une autre.' }],
      }),
    ]);
    expect(refused?.refusals).toMatchObject([
      { code: 'ORGANIZATION_DUPLICATE_SUSPECTED', strength: 'POLICY' },
    ]);
    expect(refused?.events).toEqual([]);
    expect(overridden?.refusals).toEqual([]);
    expect(overridden?.events).toHaveLength(1);
  });

  it('asks no further where the subject is not there, or the input cannot be read', async () => {
    const made = await withMou('a');
    const rehearsed = await made.ledger.rehearse([
      asked('recordSignature', { ...signing('nobody'), agreementId: 'none' }),
      asked('recordSignature', signing('a', { occurredOn: { edtf: 'hier' } })),
      asked('recordSignature', signing('a'), { commandId: 'no uuid' }),
    ]);
    expect(rehearsed.map(codesOf)).toEqual([
      ['AGREEMENT_NOT_FOUND agreementId', 'ORGANIZATION_NOT_FOUND organizationId'],
      ['VALIDATION_FAILED occurredOn.edtf'],
      ['VALIDATION_FAILED commandId'],
    ]);
  });

  it('knows a commandId that was recorded, or stands twice in it', async () => {
    const made = await withMou('a', 'b');
    await made.record('a signs', 'recordSignature', signing('a'));
    const commandId = commandIdOf('a signs');
    const twice = commandIdOf('b signs');
    const rehearsed = await made.ledger.rehearse([
      asked('recordSignature', signing('a'), { commandId }),
      asked('recordSignature', signing('b'), { commandId }),
      asked('recordSignature', signing('b'), { commandId: twice }),
      asked(
        'depositSource',
        { sourceId: 's1', kind: 'PRESS_RELEASE', sha256: '1'.repeat(64) },
        { commandId: twice },
      ),
    ]);
    expect(rehearsed.map(codesOf)).toEqual([
      [],
      ['COMMAND_ID_REUSED commandId'],
      [],
      ['COMMAND_ID_REUSED commandId'],
    ]);
    expect(rehearsed.map(({ events }) => events.length)).toEqual([0, 0, 1, 0]);
  });

  it('compares the expected revision with what would be there', async () => {
    const made = await withMou('a', 'b');
    const rehearsed = await made.ledger.rehearse([
      asked('recordSignature', signing('a'), { expectedRevision: 0 }),
      asked('recordSignature', signing('b'), { expectedRevision: 0 }),
    ]);
    expect(rehearsed.map(codesOf)).toEqual([[], ['CONCURRENCY_CONFLICT expectedRevision']]);
  });

  it('lets go of what a stream would hold, and knows that its subject is there', async () => {
    const made = await withMou('a');
    const rehearsal = made.ledger.rehearsal();
    const registering = {
      organizationId: 'new',
      names: [{ text: 'Nouvelle', lang: 'fr' }],
      identifiers: [{ scheme: 'NEQ', value: '7' }],
      evidence: EVIDENCE,
    };
    expect(codesOf(await rehearsal.judge(asked('registerOrganization', registering)))).toEqual([]);
    rehearsal.settle('organization-new');
    rehearsal.settle('agreement-mou');
    const twin = asked('registerOrganization', { ...registering, organizationId: 'twin' });
    expect(codesOf(await rehearsal.judge(twin))).toEqual([
      'IDENTIFIER_TAKEN identifiers.0',
      'ORGANIZATION_DUPLICATE_SUSPECTED names',
    ]);
    const signed = await rehearsal.judge(asked('recordSignature', signing('new')));
    expect([codesOf(signed), signed.after.length]).toEqual([[], 2]);
    const again = rehearsal.judge(asked('registerOrganization', registering));
    await expect(again).rejects.toThrow(SettledStreamError);
  });

  it('corrects what it assumes', async () => {
    const made = await withMou('a');
    const signed = asked('recordSignature', signing('a'));
    const [recorded] = await made.ledger.rehearse([signed]);
    const eventId = recorded?.events[0]?.envelope.id;
    const annulled = await made.ledger.rehearse([
      signed,
      asked('annulRecord', {
        stream: 'agreement-mou',
        eventId,
        reason: 'Erreur.',
        evidence: EVIDENCE,
      }),
      asked('recordSignature', signing('a')),
    ]);
    expect(annulled.map(codesOf)).toEqual([[], [], []]);
  });
});

describe('a rehearsal and the recording after it', () => {
  const day = fc.constantFrom('2024-05', '2025-01-28', '2025-02-10', '2025?', '2031-01-01');
  const organization = fc.constantFrom('a', 'b', 'c', 'x');
  const identifiers = fc.constantFrom([{ scheme: 'NEQ', value: '1' }], [{ scheme: 'neq', value: '2' }], []);
  const command: fc.Arbitrary<readonly [string, object]> = fc.oneof(
    fc
      .record({ organizationId: organization, occurredOn: fc.record({ edtf: day }) })
      .map((input) => ['recordSignature', { agreementId: 'mou', evidence: EVIDENCE, ...input }] as const),
    fc
      .record({ occurredOn: fc.record({ edtf: day }) })
      .map(
        (input) =>
          [
            'recordEntryIntoForce',
            { agreementId: 'mou', basis: 'STATED', evidence: EVIDENCE, ...input },
          ] as const,
      ),
    fc
      .record({ occurredOn: fc.record({ edtf: day }), mode: fc.constantFrom('CONSENT', 'BREACH') })
      .map((input) => ['terminateAgreement', { agreementId: 'mou', evidence: EVIDENCE, ...input }] as const),
    fc
      .record({ organizationId: organization, identifiers, text: fc.constantFrom('Un', 'UN', 'Deux') })
      .map(
        ({ text, ...input }) =>
          ['registerOrganization', { names: [{ text, lang: 'fr' }], evidence: EVIDENCE, ...input }] as const,
      ),
    fc
      .record({ organizationId: organization, occurredOn: fc.record({ edtf: day }) })
      .map((input) => ['recordWithdrawal', { agreementId: 'mou', evidence: EVIDENCE, ...input }] as const),
  );

  it('say the same of random commands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 10 }), async (commands) => {
        const made = await withMou('a', 'b');
        const requests = commands.map(([name, input]) => asked(name, input));
        const rehearsed = await made.ledger.rehearse(requests);
        for (const [index, { command: one, request }] of requests.entries()) {
          const outcome = await made.ledger.execute(one, request);
          const before = rehearsed[index];
          const first = before?.refusals[0];
          if (outcome.refused) {
            expect([first?.code, first?.field]).toEqual([outcome.code, outcome.field]);
            continue;
          }
          for (const { envelope } of outcome.events)
            if (envelope.type === 'OrganizationRegistered') {
              const data = envelope.data as unknown as EventData['OrganizationRegistered'];
              for (const { text } of data.names)
                made.names.push({ organizationId: data.organizationId, text });
            }
          expect(before?.refusals).toEqual([]);
          expect(before?.advice).toEqual(outcome.advice);
          expect(
            before?.events.map(({ envelope: { id, type, data, effective } }) => ({
              id,
              type,
              data,
              effective,
            })),
          ).toEqual(
            outcome.events.map(({ envelope: { id, type, data, effective } }) => ({
              id,
              type,
              data,
              effective,
            })),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
