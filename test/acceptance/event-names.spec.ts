import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** What lets an event be said in words: the names of all that it names by an id; and histories the newest first. */
const PATIENCE_MS = 120_000;

let made: AssembledLedger;
let ledger: ServedLedger;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'secretariat' });
  await depositSource(ledger, 'said');
  await registerOrganization(ledger, 'institut', 'Institut du Nord', 'said');
  await registerAgreement(ledger, 'pacte', 'Pacte du Nord', 'said');
  await record(ledger, 'recordSignature', {
    agreementId: 'pacte',
    organizationId: 'institut',
    occurredOn: { edtf: '2025-01-15' },
    evidence: [{ sourceId: 'said' }],
  });
  await made.caughtUp();
}, PATIENCE_MS);
afterAll(async () => {
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

async function history(args: string, fields: string): Promise<unknown> {
  const { data } = await ledger.gql<{ readonly agreement: { readonly history: unknown } }>(
    `{ agreement(id: "pacte") { history(${args}) { totalCount nodes { ${fields} } } } }`,
  );
  return data?.agreement.history;
}

it('an event gives the names of its subject and of what its data name', async () => {
  expect(
    await history('types: ["PartnerSigned"], first: 5', 'names { kind subjectId names { text } }'),
  ).toEqual({
    totalCount: 1,
    nodes: [
      {
        names: [
          { kind: 'agreement', subjectId: 'pacte', names: [{ text: 'Pacte du Nord' }] },
          { kind: 'organization', subjectId: 'institut', names: [{ text: 'Institut du Nord' }] },
        ],
      },
    ],
  });
});

it('a history is given in either direction, page by page', async () => {
  const forth = (await history('first: 5', 'revision')) as { readonly nodes: readonly unknown[] };
  const back = await history('direction: DESC, first: 5', 'revision');
  expect(back).toEqual({ ...forth, nodes: forth.nodes.toReversed() });
  const { data } = await ledger.gql<{
    readonly agreement: { readonly history: { readonly pageInfo: { readonly endCursor: string } } };
  }>('{ agreement(id: "pacte") { history(direction: DESC, first: 1) { pageInfo { endCursor } } } }');
  const after = data?.agreement.history.pageInfo.endCursor ?? '';
  expect(await history(`direction: DESC, first: 1, after: "${after}"`, 'revision')).toMatchObject({
    nodes: [{ revision: 0 }],
  });
});
