import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** What two answers about an agreement do not say alike, over GraphQL. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'letter' }];

type Json = Readonly<Record<string, unknown>>;
type Change = Json & { readonly before: Json | null; readonly after: Json | null };

let made: AssembledLedger;
let ledger: ServedLedger;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  await depositSource(ledger, 'letter');
  for (const id of ['un', 'deux', 'trois'])
    await registerOrganization(ledger, id, `Institut ${id}`, 'letter');
}, PATIENCE_MS);
afterAll(async () => {
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

async function tell(mutation: string, agreementId: string, occurredOn: Json, more: Json = {}) {
  const receipt = await record(ledger, mutation, { agreementId, evidence, occurredOn, ...more });
  await made.caughtUp();
  return receipt;
}

/** The changes of one subject, as the dates have them. */
async function changes(id: string, subject: string, from: Json, to: Json): Promise<readonly Change[]> {
  const { data, errors } = await ledger.gql<{ readonly compare: { readonly changes: readonly Change[] } }>(
    `query ($id: ID!, $from: AsOf!, $to: AsOf!) { compare(id: $id, from: $from, to: $to) {
      changes { subject key before between after causes learnedFrom { type } decidedBy { type } } } }`,
    { id, from, to },
  );
  expect(errors).toEqual([]);
  return (data?.compare.changes ?? []).filter((change) => change['subject'] === subject);
}

/** On its first day, or within the days after. */
const perhaps = (first: string, last: string) => ({
  edtf: `[${first}..${last}]`,
  point: first,
  basis: 'INFERRED',
});

describe('a comparison', () => {
  it('says that a party and an intent became certain once their latest days had come', async () => {
    await registerAgreement(ledger, 'sure', 'Entente sure', 'letter');
    await tell('recordSignature', 'sure', perhaps('2025-01-10', '2025-01-20'), { organizationId: 'un' });
    await tell('declareIntent', 'sure', perhaps('2025-01-10', '2025-01-20'), {
      organizationId: 'deux',
      intent: 'SIGN',
    });
    const days = [{ validOn: '2025-01-15' }, { validOn: '2025-01-20' }] as const;
    for (const subject of ['PARTY', 'INTENT'])
      expect(await changes('sure', subject, ...days)).toContainEqual(
        expect.objectContaining({
          before: expect.objectContaining({ certainty: 'POSSIBLE' }),
          between: expect.objectContaining({ certainty: 'POSSIBLE' }),
          after: expect.objectContaining({ certainty: 'CERTAIN' }),
          causes: ['WORLD'],
          learnedFrom: [],
          decidedBy: [{ type: subject === 'PARTY' ? 'PartnerSigned' : 'PartnerIntentDeclared' }],
        }),
      );
    // Nothing else of them changes with the certainty alone.
    const [change] = await changes('sure', 'PARTY', ...days);
    expect({ ...change?.before, certainty: null }).toEqual({ ...change?.after, certainty: null });
  });

  it('says of each party whether it was suspended, and when that was learned', async () => {
    await registerAgreement(ledger, 'some', 'Entente some', 'letter');
    for (const organizationId of ['un', 'deux', 'trois'])
      await tell('recordSignature', 'some', { edtf: '2025-01-10' }, { organizationId });
    const { position } = await tell(
      'recordEntryIntoForce',
      'some',
      { edtf: '2025-02-01' },
      { basis: 'STATED' },
    );
    await tell('suspendAgreement', 'some', { edtf: '2025-03-01' }, { organizationIds: ['deux'] });
    const suspended = { key: 'deux', before: { suspended: false }, after: { suspended: true } };
    expect(
      await changes('some', 'PARTY', { validOn: '2025-02-15' }, { validOn: '2025-03-15' }),
    ).toMatchObject([{ ...suspended, between: { suspended: false }, causes: ['WORLD'] }]);
    expect(
      await changes('some', 'PARTY', { validOn: '2025-03-15', position }, { validOn: '2025-03-15' }),
    ).toMatchObject([
      {
        ...suspended,
        between: { suspended: true },
        causes: ['KNOWLEDGE'],
        learnedFrom: [{ type: 'AgreementSuspended' }],
      },
    ]);
  });

  it('says that an agreement is unknown from the annulment of its registration on, and by what', async () => {
    const { position, events } = await registerAgreement(ledger, 'gone', 'Entente gone', 'letter');
    await record(ledger, 'annulRecord', {
      stream: 'agreement-gone',
      eventId: events[0]?.id,
      reason: 'never there',
      evidence,
    });
    await made.caughtUp();
    const unknown = { status: 'UNKNOWN_TO_LEDGER', certainty: 'CERTAIN', inForce: 'UNKNOWN', since: null };
    expect(await changes('gone', 'STATUS', { position }, {})).toMatchObject([
      {
        before: { status: 'DRAFT' },
        between: unknown,
        after: unknown,
        causes: ['KNOWLEDGE'],
        learnedFrom: [{ type: 'RecordAnnulled' }],
        decidedBy: [{ type: 'RecordAnnulled' }],
      },
    ]);
  });
});
