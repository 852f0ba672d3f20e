import type { Reactor } from '@entente/assembly';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Committees and what they decide, recorded, corrected and asked over GraphQL, on both dates. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'synthesis' }];

interface AsOf {
  readonly validOn?: string;
  readonly position?: string;
}

let made: AssembledLedger;
let ledger: ServedLedger;
let reactor: Reactor;
beforeAll(async () => {
  made = await assembleLedger();
  const worker = made.assembly.startWorker();
  ({ reactor } = worker);
  ledger = await serveLedger(made.assembly, { runner: worker.runner, role: 'depositary' });
  await depositSource(ledger, 'synthesis');
  await registerOrganization(ledger, 'mdeie', 'Ministère', 'synthesis');
}, PATIENCE_MS);
afterAll(async () => {
  await reactor?.stop();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

/** Records a fact; resolves with its event and the position that it was recorded at. */
async function tell(
  mutation: string,
  on: string,
  input: object,
): Promise<{ readonly eventId: string; readonly position: string }> {
  const { events, position } = await record(ledger, mutation, {
    evidence,
    occurredOn: { edtf: on, basis: 'STATED' },
    ...input,
  });
  return { eventId: events[0]?.id ?? '', position };
}

/** What is answered of something by id, at the dates. */
async function seen(
  field: string,
  id: string,
  fields: string,
  asOf: AsOf = {},
): Promise<Record<string, unknown> | null> {
  await made.caughtUp();
  const { data, errors } = await ledger.gql<Record<string, Record<string, unknown> | null>>(
    `query ($id: ID!, $asOf: AsOf) { it: ${field}(id: $id, asOf: $asOf) { ${fields} } }`,
    { id, asOf },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data?.['it'] ?? null;
}

/** The ids of a list, at the dates. */
async function listed(field: string, args: string, key: string, asOf: AsOf = {}): Promise<readonly string[]> {
  await made.caughtUp();
  const { data, errors } = await ledger.gql<{
    readonly it: { readonly totalCount: number; readonly nodes: readonly Record<string, string>[] };
  }>(`query ($asOf: AsOf) { it: ${field}(${args} asOf: $asOf) { totalCount nodes { ${key} } } }`, { asOf });
  if (!data) throw new Error(JSON.stringify(errors));
  expect(data.it.totalCount).toBe(data.it.nodes.length);
  return data.it.nodes.map((node) => node[key] ?? '');
}

/** Corrects one record of a stream; resolves with the position of the correction. */
async function rectify(stream: string, eventId: string, patch: object): Promise<string> {
  const { position } = await record(ledger, 'rectifyRecord', {
    stream,
    records: [{ eventId, ...patch }],
    reason: 'misread',
    evidence,
  });
  return position;
}

/** Annuls one record of a stream; resolves with the position of the annulment. */
async function annul(stream: string, eventId: string): Promise<string> {
  const { position } = await record(ledger, 'annulRecord', {
    stream,
    eventId,
    reason: 'never happened',
    evidence,
    overrides: [{ rule: 'RECORD_HAS_FOLLOWERS', reason: 'all of it' }],
  });
  return position;
}

describe('a committee', () => {
  const fields =
    'committeeId kind title(lang: "fr") regions members { text } organization { organizationId } record established { edtf point } dissolved { point }';

  it('is answered with what was recorded of it, dissolved from its day on', async () => {
    await tell('establishCommittee', '2005-23', {
      committeeId: 'meuble',
      kind: 'INTERREGIONAL',
      title: [{ text: 'Comité interrégional meuble', lang: 'fr' }],
      organizationId: 'mdeie',
      regions: ['Estrie', 'Mauricie'],
      members: [{ text: 'présidents des comités de créneaux', lang: 'fr' }],
    });
    await tell('dissolveCommittee', '2015-06-01', {
      committeeId: 'meuble',
      effectiveOn: { edtf: '2015-06-30' },
      reason: 'its work is done',
    });
    expect(await seen('committee', 'meuble', fields, { validOn: '2015-06-29' })).toEqual({
      committeeId: 'meuble',
      kind: 'INTERREGIONAL',
      title: 'Comité interrégional meuble',
      regions: ['Estrie', 'Mauricie'],
      members: [{ text: 'présidents des comités de créneaux' }],
      organization: { organizationId: 'mdeie' },
      record: 'AS_RECORDED',
      established: { edtf: '2005-23', point: '2005-12-20' },
      dissolved: null,
    });
    expect(await seen('committee', 'meuble', fields, { validOn: '2015-06-30' })).toMatchObject({
      dissolved: { point: '2015-06-30' },
    });
    expect(await seen('committee', 'nowhere', fields)).toBeNull();
  });

  it('is listed from the day of its establishment on, by kind and by words of its title', async () => {
    expect(await listed('committees', '', 'committeeId', { validOn: '2005-12-19' })).toEqual([]);
    expect(await listed('committees', 'text: "INTERREGIONAL meub"', 'committeeId')).toEqual(['meuble']);
    expect(await listed('committees', 'kind: ["INTERREGIONAL"]', 'committeeId')).toEqual(['meuble']);
    expect(await listed('committees', 'kind: ["CLUSTER"]', 'committeeId')).toEqual([]);
  });

  it('says what a correction made of it from then on, and is unknown once its record is annulled', async () => {
    const { eventId, position } = await tell('establishCommittee', '2008-11-20', {
      committeeId: 'transport',
      kind: 'INTERREGIONAL',
    });
    const rectified = await rectify('committee-transport', eventId, {
      set: { kind: 'CLUSTER', occurredOn: { edtf: '2008-10-01' } },
    });
    const short = 'kind record established { point }';
    expect(await seen('committee', 'transport', short, { position })).toEqual({
      kind: 'INTERREGIONAL',
      record: 'AS_RECORDED',
      established: { point: '2008-11-20' },
    });
    expect(await seen('committee', 'transport', short)).toEqual({
      kind: 'CLUSTER',
      record: 'RECTIFIED',
      established: { point: '2008-10-01' },
    });
    await annul('committee-transport', eventId);
    expect(await seen('committee', 'transport', short)).toBeNull();
    expect(await listed('committees', '', 'committeeId')).toEqual(['meuble']);
    expect(await seen('committee', 'transport', short, { position: rectified })).toMatchObject({
      kind: 'CLUSTER',
    });
  });
});
