import { randomUUID } from 'node:crypto';
import { FACTS } from '@entente/domain';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** What would come of commands, asked before they are recorded, and commands that are recorded in one append. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'press' }];
const SIGNATORIES = ['un', 'deux', 'trois'];

let made: AssembledLedger;
let secretariat: ServedLedger;
let depositary: ServedLedger;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  secretariat = await serveLedger(made.assembly, { runner, role: 'secretariat' });
  depositary = await serveLedger(made.assembly, { runner, role: 'depositary' });
  await depositSource(secretariat, 'press');
  for (const id of SIGNATORIES) await registerOrganization(secretariat, id, `Institut ${id}`, 'press');
}, PATIENCE_MS);
afterAll(async () => {
  await depositary?.close();
  await secretariat?.close();
  await made?.dispose();
}, PATIENCE_MS);

interface Asked {
  readonly name: string;
  readonly input: object;
}
const command = (name: string, input: object): Asked => ({
  name,
  input: { commandId: randomUUID(), evidence, ...input },
});
const registration = (agreementId: string) =>
  command('registerAgreement', { agreementId, kind: 'MOU', title: [{ text: agreementId, lang: 'fr' }] });
const dated = (edtf: string) => (edtf.length < 10 ? { edtf, basis: 'STATED' } : { edtf });
const signature = (agreementId: string, organizationId: string, edtf = '2025-01-28') =>
  command('recordSignature', { agreementId, organizationId, occurredOn: dated(edtf) });
const entry = (agreementId: string, edtf = '2025-02-01') =>
  command('recordEntryIntoForce', { agreementId, basis: 'STATED', occurredOn: dated(edtf) });

const STATUS = 'status certainty possible inForce flags since { point note } decidedBy { type }';

interface Rehearsed {
  readonly name: string;
  readonly refusals: readonly {
    readonly code: string;
    readonly strength: string;
    readonly field: string | null;
    readonly details: { readonly names?: object };
    readonly message: { readonly fr: string; readonly en: string };
  }[];
  readonly warnings: readonly { readonly rule: string }[];
  readonly wouldRecord: readonly { readonly type: string; readonly stream: string; readonly data: object }[];
  readonly before: object | null;
  readonly after: { readonly status: string; readonly decidedBy: unknown } | null;
  readonly partiesBefore: readonly string[] | null;
  readonly partiesAfter: readonly string[] | null;
  readonly intentsFulfilled: readonly string[] | null;
}

async function rehearse(
  commands: readonly Asked[],
  ledger: ServedLedger = secretariat,
): Promise<readonly Rehearsed[]> {
  const { data, errors } = await ledger.gql<{ readonly rehearse: readonly Rehearsed[] | null }>(
    `query ($commands: [CommandToRehearse!]!) { rehearse(commands: $commands) {
       name refusals { code strength field details message { fr en } } warnings { rule field }
       wouldRecord { type stream data } before { ${STATUS} } after { ${STATUS} } partiesBefore partiesAfter
       intentsFulfilled
     } }`,
    { commands },
  );
  if (!data?.rehearse) throw new Error(JSON.stringify(errors));
  return data.rehearse;
}

async function recordTogether(commands: readonly Asked[], ledger: ServedLedger = secretariat) {
  const { data, errors } = await ledger.gql<{
    readonly record: {
      readonly position: string;
      readonly results: readonly {
        readonly __typename: string;
        readonly repeated: boolean;
        readonly position: string;
        readonly events: readonly { readonly type: string; readonly revision: number }[];
        readonly agreement?: { readonly status: { readonly status: string } };
      }[];
    } | null;
  }>(
    `mutation ($commands: [CommandToRehearse!]!) { record(commands: $commands) { position results {
       __typename repeated position events { type revision }
       ... on AgreementRecorded { agreement { status { status } } }
     } } }`,
    { commands },
  );
  return { recorded: data?.record ?? null, refused: errors?.[0]?.extensions ?? null };
}

/** What is answered of an agreement; the events that decided it are apart, for a rehearsal has none. */
async function answered(id: string): Promise<object> {
  const { data } = await secretariat.gql<{
    readonly agreementStatus: { readonly decidedBy: unknown };
    readonly agreement: {
      readonly parties: readonly { readonly organization: { readonly organizationId: string } }[];
    };
  }>(
    `query ($id: ID!) { agreementStatus(id: $id) { ${STATUS} }
       agreement(id: $id) { parties { organization { organizationId } } } }`,
    { id },
  );
  if (!data) throw new Error(`nothing was answered of ${id}`);
  const { decidedBy: _events, ...status } = data.agreementStatus;
  const parties = data.agreement.parties.map(({ organization }) => organization.organizationId);
  return { status, parties: parties.toSorted() };
}

function foretold(rehearsed: Rehearsed | undefined): object {
  if (!rehearsed?.after) throw new Error('nothing was rehearsed');
  const { decidedBy: _events, ...status } = rehearsed.after;
  return { status, parties: rehearsed.partiesAfter };
}

async function head(): Promise<unknown> {
  const { data, errors } = await secretariat.gql<{ readonly position: { readonly head: string } }>(
    '{ position { head } }',
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.position.head;
}

describe('a rehearsal', () => {
  it('shows the status and the parties before and after each command, each upon those before it', async () => {
    const before = await head();
    const rehearsed = await rehearse([
      registration('new'),
      signature('new', 'un'),
      signature('new', 'deux'),
      entry('new'),
      command('registerOrganization', { organizationId: 'late', names: [{ text: 'Tardive', lang: 'fr' }] }),
    ]);
    expect(rehearsed.map(({ refusals }) => refusals)).toEqual([[], [], [], [], []]);
    expect(rehearsed.map(({ after }) => after?.status ?? null)).toEqual([
      'DRAFT',
      'OPEN_FOR_SIGNATURE',
      'SIGNED',
      'IN_FORCE',
      null,
    ]);
    expect(rehearsed.map(({ partiesAfter }) => partiesAfter)).toEqual([
      [],
      ['un'],
      ['deux', 'un'],
      ['deux', 'un'],
      null,
    ]);
    expect(rehearsed[0]?.before).toMatchObject({ status: 'UNKNOWN_TO_LEDGER', certainty: 'CERTAIN' });
    expect(rehearsed[3]?.before).toEqual(rehearsed[2]?.after);
    expect(rehearsed[1]?.wouldRecord).toEqual([
      { type: 'PartnerSigned', stream: 'agreement-new', data: { agreementId: 'new', organizationId: 'un' } },
    ]);
    expect(await head()).toEqual(before);
    expect((await secretariat.gql('{ agreement(id: "new") { agreementId } }')).data).toEqual({
      agreement: null,
    });
  });

  it('names who would have done what was intended', async () => {
    const intent = command('declareIntent', {
      agreementId: 'intended',
      organizationId: 'deux',
      occurredOn: dated('2025-01-10'),
    });
    const rehearsed = await rehearse([
      registration('intended'),
      signature('intended', 'un'),
      intent,
      signature('intended', 'deux'),
      command('registerOrganization', { organizationId: 'other', names: [{ text: 'Autre', lang: 'fr' }] }),
    ]);
    expect(rehearsed.map(({ refusals }) => refusals)).toEqual([[], [], [], [], []]);
    expect(rehearsed.map(({ intentsFulfilled }) => intentsFulfilled)).toEqual([[], [], [], ['deux'], null]);
  });

  it('answers after a command what is answered once it is recorded', async () => {
    const commands = [
      registration('same'),
      signature('same', 'un'),
      signature('same', 'deux', '2025-01'),
      entry('same', '2025-02'),
      command('setTerm', {
        agreementId: 'same',
        endsOn: { edtf: '2026-12-31' },
        noticeDays: 60,
        occurredOn: { edtf: '2025-01-28' },
      }),
      command('recordWithdrawal', {
        agreementId: 'same',
        organizationId: 'deux',
        occurredOn: { edtf: '2025-06-01' },
      }),
    ];
    const rehearsed = await rehearse(commands);
    for (const [index, one] of commands.entries()) {
      expect(rehearsed[index]?.refusals).toEqual([]);
      expect((await recordTogether([one])).refused).toBeNull();
      await made.caughtUp();
      expect(foretold(rehearsed[index])).toEqual(await answered('same'));
    }
  });

  it('names every member of the input that is wrong, in both languages', async () => {
    const [one, other] = await rehearse([
      {
        name: 'recordSignature',
        input: {
          commandId: 'none',
          agreementId: 'not an id!',
          occurredOn: { edtf: 'hier' },
          evidence: [],
          extra: 1,
        },
      },
      {
        name: 'recordSignature',
        input: {
          commandId: 'none',
          agreementId: 'not an id!',
          organizationId: 'un',
          occurredOn: { edtf: '2025' },
          evidence,
        },
      },
    ]);
    expect(one?.refusals.map(({ code, field }) => [code, field])).toEqual(
      expect.arrayContaining([
        ['VALIDATION_FAILED', 'organizationId'],
        ['VALIDATION_FAILED', 'occurredOn.edtf'],
        ['VALIDATION_FAILED', 'extra'],
      ]),
    );
    expect(other?.refusals.map(({ field, details }) => [field, details])).toEqual([
      ['commandId', { problem: 'NOT_A_UUID', value: 'none' }],
      ['agreementId', { problem: 'NOT_AN_ID', value: 'not an id!' }],
    ]);
    expect(other?.refusals[0]?.message.fr).toMatch(/UUID/);
  });

  it('shows names beside ids, policies with what stands behind them, and warnings', async () => {
    const [policy] = await rehearse([
      command('registerOrganization', {
        organizationId: 'twin',
        names: [{ text: 'INSTITUT UN', lang: 'fr' }],
        evidence: [{ sourceId: 'nowhere' }],
      }),
    ]);
    expect(policy?.refusals.map(({ code, strength }) => [code, strength])).toEqual([
      ['ORGANIZATION_DUPLICATE_SUSPECTED', 'POLICY'],
      ['SOURCE_NOT_FOUND', 'INVARIANT'],
    ]);
    expect(policy?.refusals[0]?.message.en).toContain('Institut un');
  });

  it('refuses what the caller may not give, and a name that is no mutation of a fact', async () => {
    const correction = command('annulRecord', {
      stream: 'organization-un',
      eventId: randomUUID(),
      reason: 'Erreur.',
    });
    const asked = [correction, command('openLedger', {}), command('record', {})];
    const codes = async (ledger: ServedLedger) =>
      (await rehearse(asked, ledger)).map(({ refusals }) => refusals.map(({ code, field }) => [code, field]));
    const named = [['VALIDATION_FAILED', 'name']];
    expect(await codes(secretariat)).toEqual([[['FORBIDDEN', null]], named, named]);
    expect(await codes(depositary)).toEqual([[['TARGET_NOT_FOUND', 'eventId']], named, named]);
  });

  it('reads the input of every command, and says what an empty one lacks', async () => {
    const facts = FACTS.filter(({ stream, recorder }) => stream !== 'ledger' && recorder !== 'SYSTEM');
    const rehearsed = await rehearse(
      facts.map(({ command: name }) => ({ name, input: {} })),
      depositary,
    );
    expect(rehearsed.map(({ name, refusals }) => [name, refusals[0]?.code])).toEqual(
      facts.map(({ command: name }) => [name, 'VALIDATION_FAILED']),
    );
  });

  it('takes 200 commands and no more', async () => {
    const many = (length: number) =>
      Array.from({ length }, (_, index) =>
        command('registerOrganization', {
          organizationId: `many-${index}`,
          names: [{ text: `Maison ${index}`, lang: 'fr' }],
        }),
      );
    expect((await rehearse(many(200))).filter(({ refusals }) => refusals.length > 0)).toEqual([]);
    await expect(rehearse(many(201))).rejects.toThrow(/LIMIT_EXCEEDED/);
  });
});

describe('commands that are recorded together', () => {
  it('are all recorded, each with its own result', async () => {
    await registerAgreement(secretariat, 'other', 'Autre', 'press');
    const commands = [
      registration('batch'),
      ...SIGNATORIES.map((id) => signature('batch', id)),
      entry('batch'),
    ];
    const { recorded, refused } = await recordTogether(commands);
    expect(refused).toBeNull();
    expect(
      recorded?.results.map(({ __typename, repeated, events, agreement }) => [
        __typename,
        repeated,
        events,
        agreement,
      ]),
    ).toEqual(
      [
        'AgreementRegistered',
        'PartnerSigned',
        'PartnerSigned',
        'PartnerSigned',
        'AgreementEnteredIntoForce',
      ].map((type, revision) => [
        'AgreementRecorded',
        false,
        [{ type, revision }],
        { status: { status: 'IN_FORCE' } },
      ]),
    );
    const again = await recordTogether(commands);
    expect(again.recorded?.results.every(({ repeated }) => repeated)).toBe(true);
    expect(again.recorded?.position).toBe(recorded?.position);
  });

  it('are none recorded where one is refused, and the field says which', async () => {
    const before = await head();
    const refusalOf = async (...commands: readonly Asked[]) => {
      const { recorded, refused } = await recordTogether(commands);
      expect(recorded).toBeNull();
      return [refused?.['code'], refused?.['field']];
    };
    expect(await refusalOf(registration('no'), signature('no', 'un'), signature('no', 'nobody'))).toEqual([
      'ORGANIZATION_NOT_FOUND',
      'commands.2.organizationId',
    ]);
    expect(await refusalOf(registration('no'), registration('yes'))).toEqual([
      'VALIDATION_FAILED',
      'commands.1',
    ]);
    expect(await refusalOf(registration('no'), { name: 'recordSignature', input: {} })).toEqual([
      'VALIDATION_FAILED',
      'commands.1.agreementId',
    ]);
    expect(await refusalOf(registration('no'), command('rectifyRecord', {}))).toEqual([
      'FORBIDDEN',
      'commands.1',
    ]);
    expect(await refusalOf()).toEqual(['VALIDATION_FAILED', 'commands']);
    expect(await refusalOf(...Array.from({ length: 51 }, () => registration('no')))).toEqual([
      'LIMIT_EXCEEDED',
      'commands',
    ]);
    expect(await head()).toEqual(before);
  });
});
