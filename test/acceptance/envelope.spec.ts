import { randomUUID } from 'node:crypto';
import { assemble, type Assembly } from '@entente/assembly';
import type { Command } from '@entente/domain';
import { silentLogger, systemClock } from '@entente/platform';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { logStores } from '../support/log-stores.js';
import { depositSource, record, registerOrganization, send } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Envelopes: allotted, committed, released, corrected and asked over GraphQL; and many who want the last of one at once. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'fonds' }];

type Json = Readonly<Record<string, unknown>>;

describe.each(logStores('Envelopes', 9))('an envelope, on $name', (store) => {
  let made: AssembledLedger;
  let other: Assembly;
  let ledger: ServedLedger;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const place = await store.open();
    closing.push(() => place.dispose());
    made = await assembleLedger({ env: place.env });
    closing.push(() => made.dispose());
    const { configuration, databases } = made;
    other = await assemble({ configuration, databases, log: silentLogger, clock: systemClock });
    closing.push(() => other.close());
    const { runner } = made.assembly.startWorker();
    ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
    closing.push(() => ledger.close());
    await depositSource(ledger, 'fonds');
  }, PATIENCE_MS);
  afterAll(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  }, PATIENCE_MS);

  /** The input of a fact of the envelope of a region. */
  const of = (region: string, day: string, value: string, more: Json = {}) => ({
    fund: 'FSDCE',
    region,
    amount: { value, currency: 'CAD' },
    occurredOn: { edtf: day },
    evidence,
    ...more,
  });
  const tell = async (mutation: string, input: Json): Promise<string> =>
    (await record(ledger, mutation, input)).events[0]?.id ?? '';
  const refusalOf = async (mutation: string, input: Json) => {
    const { errors } = await send(ledger, mutation, input);
    return errors[0]?.extensions;
  };

  async function asked<T = Json>(query: string, variables: Json = {}): Promise<T> {
    await made.caughtUp();
    const { data, errors } = await ledger.gql<T>(query, variables);
    expect(errors).toEqual([]);
    return data as T;
  }

  /** The sums of an envelope on a day. */
  async function balance(region: string, validOn: string, more: Json = {}): Promise<Json | null> {
    const { envelope } = await asked<{
      readonly envelope: Record<string, { value: string } | boolean> | null;
    }>(
      `query ($region: ID!, $asOf: AsOf) { envelope(fund: "fsdce", region: $region, asOf: $asOf) {
        allotted { value } committed { value } released { value } available { value } leastAvailable { value }
        overdrawn
      } }`,
      { region, asOf: { validOn, ...more } },
    );
    return (
      envelope &&
      Object.fromEntries(
        Object.entries(envelope).map(([name, sum]) => [name, typeof sum === 'object' ? sum.value : sum]),
      )
    );
  }

  const headNow = async () =>
    (await asked<{ readonly position: { readonly head: string } }>('{ position { head } }')).position.head;

  it('is answered on each day with what is in it, and with the least that there is from then on', async () => {
    await tell('allotEnvelope', of('estrie', '2025-01-01', '1000.50', { regionClass: 'STANDARD' }));
    await tell('commitEnvelope', of('estrie', '2025-06-01', '400', { commitmentId: 'parc' }));
    await tell('releaseEnvelope', of('estrie', '2025-09-01', '150.25', { commitmentId: 'parc' }));
    await tell('allotEnvelope', of('estrie', '2026-01-01', '500', { regionClass: 'PLUS' }));
    const zero = { allotted: '0', committed: '0', released: '0', available: '0', leastAvailable: '0' };
    expect(await balance('estrie', '2024-12-31')).toEqual({ ...zero, overdrawn: false });
    expect(await balance('estrie', '2025-01-01')).toEqual({
      ...zero,
      allotted: '1000.5',
      available: '1000.5',
      leastAvailable: '600.5',
      overdrawn: false,
    });
    expect(await balance('estrie', '2025-09-01')).toEqual({
      allotted: '1000.5',
      committed: '400',
      released: '150.25',
      available: '750.75',
      leastAvailable: '750.75',
      overdrawn: false,
    });
    const { envelope } =
      await asked<Json>(`{ envelope(fund: "fsdce", region: "estrie", asOf: { validOn: "2025-08-31" }) {
      id fund region regionClass allotted { currency }
      commitments { id amount { value currency } released { value currency } committed { point } event { type } }
    } }`);
    expect(envelope).toEqual({
      id: 'EnvelopeBalance:fsdce.estrie@2025-08-31',
      fund: 'fsdce',
      region: 'estrie',
      regionClass: 'STANDARD',
      allotted: { currency: 'CAD' },
      commitments: [
        {
          id: 'parc',
          amount: { value: '400', currency: 'CAD' },
          released: { value: '0', currency: 'CAD' },
          committed: { point: '2025-06-01' },
          event: { type: 'EnvelopeCommitted' },
        },
      ],
    });
    const { node } = await asked<Json>(
      `{ node(id: "EnvelopeBalance:fsdce.estrie@2026-01-01") { ... on EnvelopeBalance {
        regionClass commitments { released { value } }
      } } }`,
    );
    expect(node).toEqual({ regionClass: 'PLUS', commitments: [{ released: { value: '150.25' } }] });
  });

  it('is never overspent on a day by a fact that is dated back', async () => {
    await tell('allotEnvelope', of('gaspesie', '2025-01-01', '100'));
    await tell('allotEnvelope', of('gaspesie', '2025-07-01', '100'));
    await tell('commitEnvelope', of('gaspesie', '2025-07-01', '150', { commitmentId: 'port' }));
    expect(
      await refusalOf('commitEnvelope', of('gaspesie', '2025-02-01', '50.01', { commitmentId: 'quai' })),
    ).toMatchObject({
      code: 'ENVELOPE_EXCEEDED',
      strength: 'INVARIANT',
      field: 'amount.value',
      details: { amount: '50.01', available: '50', currency: 'CAD', day: '2025-07-01' },
    });
    await tell('commitEnvelope', of('gaspesie', '2025-02-01', '50', { commitmentId: 'quai' }));
    expect(await balance('gaspesie', '2025-02-01')).toMatchObject({ available: '50', leastAvailable: '0' });
  });

  it('refuses what cannot be of it', async () => {
    await tell('allotEnvelope', of('laval', '2025-01-01', '100'));
    await tell('commitEnvelope', of('laval', '2025-02-01', '10', { commitmentId: 'one' }));
    const inDollars = { amount: { value: '1', currency: 'USD' } };
    for (const [mutation, input, code] of [
      ['commitEnvelope', of('nulle-part', '2025-02-01', '1'), 'ENVELOPE_UNKNOWN'],
      ['releaseEnvelope', of('nulle-part', '2025-02-01', '1', { commitmentId: 'one' }), 'ENVELOPE_UNKNOWN'],
      [
        'commitEnvelope',
        of('laval', '2025-02-01', '1', { commitmentId: 'ONE' }),
        'COMMITMENT_ALREADY_EXISTS',
      ],
      ['commitEnvelope', of('laval', '2025-02-01', '1', inDollars), 'CURRENCY_MISMATCH'],
      ['allotEnvelope', of('laval', '2025-02-01', '1', inDollars), 'CURRENCY_MISMATCH'],
      ['releaseEnvelope', of('laval', '2025-03-01', '1', { commitmentId: 'two' }), 'COMMITMENT_NOT_FOUND'],
      ['releaseEnvelope', of('laval', '2025-03-01', '10.01', { commitmentId: 'one' }), 'RELEASE_EXCEEDED'],
      ['releaseEnvelope', of('laval', '2025-01-31', '1', { commitmentId: 'one' }), 'RELEASE_EXCEEDED'],
      ['allotEnvelope', of('a.b', '2025-01-01', '1'), 'VALIDATION_FAILED'],
      ['allotEnvelope', of('a'.repeat(50), '2025-01-01', '1'), 'VALIDATION_FAILED'],
    ] as const) {
      const refused = await refusalOf(mutation, input);
      expect([mutation, refused?.code]).toEqual([mutation, code]);
      expect(refused?.message.fr).not.toBe(refused?.message.en);
    }
  });

  it('that a correction overdraws says so, and takes no commitment until it is mended', async () => {
    const first = await tell('allotEnvelope', of('mauricie', '2025-01-01', '100'));
    await tell('commitEnvelope', of('mauricie', '2025-02-01', '80', { commitmentId: 'usine' }));
    const before = await headNow();
    const rectify = async (set: Json) => {
      const { data, errors } = await ledger.gql<{
        readonly rectifyRecord: { readonly warnings: readonly { rule: string; details: Json }[] } | null;
      }>(
        `mutation ($input: RectifyRecordInput!) { rectifyRecord(input: $input) { warnings { rule details } } }`,
        {
          input: {
            commandId: randomUUID(),
            stream: 'envelope-fsdce.mauricie',
            records: [{ eventId: first, set }],
            reason: 'mal lu',
            evidence,
          },
        },
      );
      expect(errors).toEqual([]);
      return data?.rectifyRecord?.warnings ?? [];
    };
    expect(await rectify({ amount: { value: '60', currency: 'CAD' } })).toEqual([
      { rule: 'ENVELOPE_OVERDRAWN', details: { day: '2025-02-01', available: '-20', currency: 'CAD' } },
    ]);
    expect(await balance('mauricie', '2025-02-01')).toMatchObject({
      available: '-20',
      leastAvailable: '-20',
      overdrawn: true,
    });
    expect(await balance('mauricie', '2025-02-01', { position: before })).toMatchObject({
      available: '20',
      overdrawn: false,
    });
    await tell('allotEnvelope', of('mauricie', '2025-03-01', '1000'));
    expect(
      await refusalOf('commitEnvelope', of('mauricie', '2025-04-01', '1', { commitmentId: 'z' })),
    ).toMatchObject({ code: 'ENVELOPE_EXCEEDED', details: { available: '-20', day: '2025-02-01' } });
    expect(await rectify({ amount: { value: '90', currency: 'CAD' } })).toEqual([]);
    await tell('commitEnvelope', of('mauricie', '2025-04-01', '1', { commitmentId: 'z' }));
    expect(await rectify({ occurredOn: { edtf: '2025-02-02' } })).toMatchObject([
      { rule: 'ENVELOPE_OVERDRAWN', details: { day: '2025-02-01', available: '-80' } },
    ]);
  });

  it('whose only allotment is annulled is not known any more, and may be allotted anew', async () => {
    const first = await tell('allotEnvelope', of('outaouais', '2025-01-01', '100'));
    await record(ledger, 'annulRecord', {
      stream: 'envelope-fsdce.outaouais',
      eventId: first,
      reason: 'une autre région',
      evidence,
    });
    expect(await balance('outaouais', '2025-01-01')).toBeNull();
    expect(await refusalOf('commitEnvelope', of('outaouais', '2025-02-01', '1'))).toMatchObject({
      code: 'ENVELOPE_UNKNOWN',
      details: { id: 'fsdce.outaouais' },
    });
    await tell(
      'allotEnvelope',
      of('outaouais', '2025-01-01', '70', { amount: { value: '70', currency: 'USD' } }),
    );
    expect(await balance('outaouais', '2025-01-01')).toMatchObject({ available: '70' });
  });

  it('of which a commitment is annulled gets it back whole, and what was released of it counts no more', async () => {
    await tell('allotEnvelope', of('cote-nord', '2025-01-01', '100'));
    const gone = await tell('commitEnvelope', of('cote-nord', '2025-02-01', '80', { commitmentId: 'mine' }));
    await tell('releaseEnvelope', of('cote-nord', '2025-03-01', '30', { commitmentId: 'mine' }));
    await record(ledger, 'annulRecord', {
      stream: 'envelope-fsdce.cote-nord',
      eventId: gone,
      reason: 'jamais engagé',
      evidence,
    });
    expect(await balance('cote-nord', '2025-03-01')).toMatchObject({
      committed: '0',
      released: '0',
      available: '100',
    });
  });

  it('is listed from its first day on, by fund', async () => {
    await record(ledger, 'allotEnvelope', {
      ...of('saguenay', '2030-01-01', '1'),
      fund: 'autre',
      occurredOn: { edtf: '2025-01-01' },
      effectiveOn: { edtf: '2030-01-01' },
    });
    const listed = async (validOn: string, fund: string | null) =>
      (
        await asked<{
          readonly envelopes: { readonly totalCount: number; readonly nodes: readonly { region: string }[] };
        }>(
          `query ($on: Date!, $fund: ID) { envelopes(fund: $fund, asOf: { validOn: $on }) {
            totalCount nodes { region }
          } }`,
          { on: validOn, fund },
        )
      ).envelopes;
    expect(await listed('2029-12-31', 'AUTRE')).toEqual({ totalCount: 0, nodes: [] });
    expect(await listed('2030-01-01', 'AUTRE')).toEqual({ totalCount: 1, nodes: [{ region: 'saguenay' }] });
    const all = await listed('2030-01-01', null);
    expect(all.nodes.map(({ region }) => region)).toEqual(expect.arrayContaining(['estrie', 'saguenay']));
    expect(all.totalCount).toBe(all.nodes.length);
  });

  it('of a programme is listed by it and warns of an amount that its rules do not have; its commitments name projects', async () => {
    await registerOrganization(ledger, 'apf', 'Promoteur', 'fonds');
    await tell('registerProgramme', {
      programmeId: 'accord',
      title: [{ text: 'ACCORD', lang: 'fr' }],
      evidence,
    });
    await tell('recordGovernanceRule', {
      programmeId: 'accord',
      code: 'RULE-ENVELOPE',
      strength: 'INVARIANT',
      text: [{ text: 'une enveloppe de 4 M$', lang: 'fr' }],
      fund: 'FSDCE',
      rates: [{ regionClass: 'STANDARD', amount: { value: '4000000.00', currency: 'CAD' } }],
      occurredOn: { edtf: '2008-11-20' },
      evidence,
    });
    await tell('proposeProject', {
      projectId: 'x',
      programmeId: 'accord',
      promoterId: 'apf',
      title: [{ text: 'Projet', lang: 'fr' }],
      occurredOn: { edtf: '2025-01-01' },
      evidence,
    });
    const allot = async (region: string, value: string) => {
      const { data, errors } = await ledger.gql<{
        readonly allotEnvelope: { readonly warnings: readonly Json[]; readonly envelope: Json } | null;
      }>(
        `mutation ($input: AllotEnvelopeInput!) { allotEnvelope(input: $input) {
          warnings { rule field details } envelope { programme { programmeId } regionClass }
        } }`,
        {
          input: {
            commandId: randomUUID(),
            ...of(region, '2025-01-01', value, { programmeId: 'accord', regionClass: 'STANDARD' }),
          },
        },
      );
      expect(errors).toEqual([]);
      expect(data?.allotEnvelope?.envelope).toEqual({
        programme: { programmeId: 'accord' },
        regionClass: 'STANDARD',
      });
      return data?.allotEnvelope?.warnings;
    };
    expect(await allot('beauce', '4000000')).toEqual([]);
    expect(await allot('charlevoix', '4000001')).toEqual([
      {
        rule: 'ALLOTMENT_DIFFERS',
        field: 'amount',
        details: { regionClass: 'STANDARD', amount: '4000001 CAD', expected: ['4000000 CAD'] },
      },
    ]);
    expect(await refusalOf('commitEnvelope', of('beauce', '2025-02-01', '4000001'))).toMatchObject({
      code: 'ENVELOPE_EXCEEDED',
    });
    await tell('commitEnvelope', of('beauce', '2025-02-01', '4000000', { projectId: 'x' }));
    expect(
      await asked(
        '{ envelopes(programmeId: "accord") { totalCount nodes { region commitments { project { projectId } } } } }',
      ),
    ).toEqual({
      envelopes: {
        totalCount: 2,
        nodes: [
          { region: 'beauce', commitments: [{ project: { projectId: 'x' } }] },
          { region: 'charlevoix', commitments: [] },
        ],
      },
    });
  });

  it('that fifty want at once, of two processes, is given out to the last of it and never overspent', async () => {
    await tell('allotEnvelope', of('course', '2025-01-01', '20'));
    await tell('allotEnvelope', of('course', '2025-03-01', '5'));
    const commit = async (index: number): Promise<string> => {
      const { ledger: one } = index % 2 === 0 ? made.assembly : other;
      const input = of('course', `2025-0${(index % 3) + 1}-15`, '1', { commitmentId: `c-${index}` });
      const command = { name: 'commitEnvelope', input } as unknown as Command;
      const request = { commandId: randomUUID(), caller: { actor: 'secretariat:t' } };
      for (;;) {
        const outcome = await one.execute(command, request);
        if (!outcome.refused) return 'recorded';
        // Somebody else came first, too often: the same command again.
        if (outcome.code !== 'CONCURRENCY_CONFLICT') return outcome.code;
      }
    };
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => commit(index)));
    expect(new Set(outcomes)).toEqual(new Set(['recorded', 'ENVELOPE_EXCEEDED']));
    // Whoever came first, the others had the rest: all that there was, and on no day more than there was then.
    expect(outcomes.filter((one) => one === 'recorded')).toHaveLength(25);
    expect(await balance('course', '2025-12-31')).toMatchObject({
      committed: '25',
      available: '0',
      overdrawn: false,
    });
    for (const day of ['2025-01-15', '2025-02-15', '2025-03-15'])
      expect(await balance('course', day)).toMatchObject({ leastAvailable: '0' });
  });
});
