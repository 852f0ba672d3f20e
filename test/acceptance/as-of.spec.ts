import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { writeEdtf, type AgreementEvent, type Command, type DateInput, type Day } from '@entente/domain';
import { intentsOf, namesOf, participationsOf, statusesOf, STILL_KNOWN } from '@entente/read-model';
import { dayNumber } from '../../libs/domain/src/testing/worlds.js';
import {
  assembleLedger,
  environmentOn,
  type AssembledLedger,
  ownersPool,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { bitemporalTables, forbidTwoAnswers, KEYED_TABLES } from '../support/read-model-tables.js';
import { naiveAnswers, readLog, type LoggedEvent } from './naive-as-of.js';
import { logStores, type LogPlace } from '../support/log-stores.js';

const PATIENCE_MS = 120_000;
const WINDOW = { from: dayNumber(-1), to: dayNumber(12) };
const DAYS = Array.from({ length: 14 }, (_, index) => dayNumber(index - 1));
const ORGANIZATIONS = ['a', 'b', 'c', 'd'];
const HISTORIES = 40;
/** More placements than this cost too much to try for one position of one history. */
const MOST_PLACEMENTS = 800;
const EVIDENCE = [{ sourceId: 's0' }];

/** An exact day, or one within a few days, or on or before one. */
const uncertain: fc.Arbitrary<DateInput> = fc
  .record({
    first: fc.integer({ min: 1, max: 8 }),
    width: fc.constantFrom(0, 0, 0, 1, 2, 3),
    share: fc.integer({ min: 0, max: 3 }),
    open: fc.constantFrom(false, false, false, false, true),
  })
  .map(({ first, width, share, open }) => ({
    edtf: writeEdtf(open ? null : dayNumber(first), dayNumber(first + width)),
    point: dayNumber(first + Math.min(share, width)),
    basis: 'INFERRED' as const,
  }));
const exact = fc.integer({ min: 1, max: 9 }).map((day): DateInput => ({ edtf: dayNumber(day) }));
const organizationId = fc.constantFrom(...ORGANIZATIONS);

function fact(name: string, occurredOn: fc.Arbitrary<DateInput>, input: fc.Arbitrary<object>) {
  return fc.record({ name: fc.constant(name), input: fc.tuple(occurredOn, input) }).map((one) => ({
    name: one.name,
    input: { occurredOn: one.input[0], ...one.input[1], evidence: EVIDENCE },
  }));
}

const signed = fact('recordSignature', uncertain, fc.record({ organizationId }));
const acceded = fact('recordAccession', uncertain, fc.record({ organizationId }));
const entered = fact('recordEntryIntoForce', uncertain, fc.constant({ basis: 'STATED' }));
const termSet = fact('setTerm', exact, fc.record({ endsOn: uncertain }));
const opened = fact(
  'openForSignature',
  exact,
  fc.constantFrom({}, { eligible: ['a', 'b'] }, { eligible: ['a', 'b', 'c'] }),
);
const intended = fact(
  'declareIntent',
  exact,
  fc.record(
    { organizationId, expectedBy: fc.integer({ min: 3, max: 9 }).map(dayNumber) },
    { requiredKeys: ['organizationId'] },
  ),
);
const withdrawn = fact('withdrawIntent', exact, fc.record({ organizationId }));
const extended = fact(
  'extendTerm',
  fc.integer({ min: 3, max: 6 }).map((day): DateInput => ({ edtf: dayNumber(day) })),
  fc.record({ newEndsOn: fc.integer({ min: 9, max: 11 }).map((day) => ({ edtf: dayNumber(day) })) }),
);
const suspended = fact(
  'suspendAgreement',
  exact,
  fc.record({ until: fc.integer({ min: 3, max: 9 }).map(dayNumber) }, { requiredKeys: [] }),
);
const resumed = fact('resumeAgreement', exact, fc.constant({}));
const terminated = fact('terminateAgreement', exact, fc.constant({ mode: 'CONSENT' }));
const noticed = fc.constantFrom({ name: 'expireAgreement', input: {} });

interface Fact {
  readonly name: string;
  readonly input: object;
}

/** Facts of one agreement, and two orders in which they are recorded. */
const history = fc
  .tuple(
    signed,
    signed,
    entered,
    fc.array(fc.oneof(signed, acceded, acceded, termSet, intended, intended, withdrawn, opened, noticed), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.array(termSet, { maxLength: 1 }),
    fc.array(fc.oneof(extended, extended, suspended, suspended, resumed, terminated), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([first, second, entry, more, terms, life]): readonly Fact[] => [
    first,
    second,
    entry,
    ...more,
    ...terms,
    ...life,
  ])
  .chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length }),
    ),
  );

const renamings = fc.array(
  fc.record({
    organizationId,
    text: fc.constantFrom('Un', 'Deux', 'Trois', 'Quatre'),
    lang: fc.constantFrom('fr', 'en'),
    on: exact,
    alias: fc.constantFrom(false, false, true),
  }),
  { minLength: 12, maxLength: 12 },
);

let server: TestPostgres;
let made: AssembledLedger;
let log: readonly LoggedEvent[];
const agreements: (readonly [string, string])[] = [];
let refusals = 0;

async function give(name: string, input: object): Promise<boolean> {
  const outcome = await made.assembly.ledger.execute({ name, input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
  if (outcome.refused && outcome.code === 'VALIDATION_FAILED')
    throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  return !outcome.refused;
}

describe.each(logStores('As of two dates', 6))('a ledger whose log is in $name', (store) => {
  let place: LogPlace;

  beforeAll(async () => {
    server = await startPostgres();
    place = await store.open();
    agreements.splice(0);
    refusals = 0;
    made = await assembleLedger({ env: { ...(await environmentOn(server, 'as_of')), ...place.env } });
    const { assembly } = made;
    await forbidTwoAnswers(assembly);
    assembly.startWorker();

    await give('depositSource', { sourceId: 's0', kind: 'TEST', sha256: '0'.repeat(64) });
    for (const id of ORGANIZATIONS)
      await give('registerOrganization', {
        organizationId: id,
        names: [
          { text: `Nom ${id}`, lang: 'fr' },
          { text: `Name ${id}`, lang: 'en' },
        ],
        evidence: EVIDENCE,
      });
    const [renamed = []] = fc.sample(renamings, { seed: 20_261_123, numRuns: 1 });
    for (const { organizationId: id, text, lang, on, alias } of renamed)
      await (alias
        ? give('addOrganizationAlias', {
            organizationId: id,
            alias: { text, lang, use: 'ALIAS' },
            evidence: EVIDENCE,
          })
        : give('renameOrganization', {
            organizationId: id,
            name: { text, lang },
            occurredOn: on,
            evidence: EVIDENCE,
          }));
    const record = async (agreementId: string, facts: readonly Fact[], registeredOn: Day) => {
      await give('registerAgreement', {
        agreementId,
        kind: 'MOU',
        title: [{ text: agreementId, lang: 'fr' }],
        openToAccession: true,
        occurredOn: { edtf: registeredOn },
        evidence: EVIDENCE,
      });
      for (const { name, input } of facts) if (!(await give(name, { agreementId, ...input }))) refusals += 1;
    };
    const histories = fc.sample(history, { seed: 20_261_123, numRuns: HISTORIES });
    for (const [index, [first, second]] of histories.entries()) {
      const registeredOn = dayNumber(index % 4);
      agreements.push([`h${index}-a`, `h${index}-b`]);
      await Promise.all([
        record(`h${index}-a`, first, registeredOn),
        record(`h${index}-b`, second, registeredOn),
      ]);
    }
    await made.caughtUp();
    log = await readLog(assembly.store);
  }, PATIENCE_MS);

  afterAll(async () => {
    await made?.dispose();
    await place?.dispose();
    await server?.dispose();
  }, PATIENCE_MS);

  function streamOf(agreementId: string): readonly LoggedEvent[] {
    return log.filter(({ stream }) => stream === `agreement-${agreementId}`);
  }

  /** What the read model says of an agreement on a day as known at a position. */
  async function asked(agreementId: string, validOn: Day, position: bigint) {
    return made.assembly.readModel.ask(async (db) => {
      const asOf = { validOn, position };
      const [[status], participations, intents] = await Promise.all([
        statusesOf(db, [agreementId], asOf),
        participationsOf(db, [agreementId], asOf),
        intentsOf(db, [agreementId], asOf),
      ]);
      return {
        status: status?.status ?? 'UNKNOWN_TO_LEDGER',
        possible: [...(status?.possible ?? ['UNKNOWN_TO_LEDGER'])].toSorted(),
        certainty: status?.certainty ?? 'CERTAIN',
        inForce: status?.in_force ?? 'UNKNOWN',
        parties: participations
          .filter(({ role }) => role === 'PARTY')
          .map((row) => row.organization_id)
          .toSorted(),
        certain: participations
          .filter(({ role, certainty }) => role === 'PARTY' && certainty === 'CERTAIN')
          .map((row) => row.organization_id),
        prospective: participations
          .filter(({ role }) => role === 'PROSPECTIVE')
          .map((row) => row.organization_id)
          .toSorted(),
        intents: intents.map((row) => `${row.organization_id} ${row.state}`).toSorted(),
      };
    });
  }

  describe('the read model, against a naive fold of the log and every world', () => {
    it('was given histories worth comparing', () => {
      const types = new Set(log.map(({ event }) => event.type));
      expect(types.size).toBeGreaterThanOrEqual(14);
      for (const type of ['AgreementExtended', 'AgreementSuspended', 'AgreementTerminated'])
        expect([...types]).toContain(type);
      expect(log.length).toBeGreaterThan(6 * HISTORIES);
      expect(refusals).toBeGreaterThan(0);
    });

    it('was watched by PostgreSQL for two answers to one question, in every table', async () => {
      expect(await bitemporalTables(made.assembly)).toEqual(KEYED_TABLES);
    });

    it(
      'says the same of every agreement on every day, at every position',
      async () => {
        let compared = 0;
        let byWorlds = 0;
        let possible = 0;
        for (const agreementId of agreements.flat()) {
          const stream = streamOf(agreementId);
          const first = stream[0]?.position ?? 0n;
          for (const position of [first - 1n, ...stream.map((one) => one.position)]) {
            const events = stream.filter((one) => one.position <= position).map(({ event }) => event);
            const naive = naiveAnswers(events, WINDOW, DAYS, MOST_PLACEMENTS);
            const answers = await Promise.all(DAYS.map((day) => asked(agreementId, day, position)));
            for (const [index, day] of DAYS.entries()) {
              const wanted = naive.get(day);
              const { status, parties, intents, ...rest } = answers[index] as (typeof answers)[number];
              const where = `${agreementId} on ${day} at ${position}`;
              expect({ where, status, parties, intents }).toEqual({
                where,
                status: wanted?.status,
                parties: wanted?.parties,
                intents: wanted?.intents,
              });
              const open = (wanted?.intents ?? [])
                .filter((one) => one.endsWith(' OPEN'))
                .map((one) => one.split(' ')[0] ?? '')
                .filter((id) => !parties.includes(id));
              expect({ where, prospective: rest.prospective }).toEqual({
                where,
                prospective: [...new Set(open)],
              });
              compared += 1;
              if (!wanted?.possible) continue;
              for (const [id, joined] of wanted.joined ?? []) {
                const role = rest.certain.includes(id) ? 'PARTY' : parties.includes(id) ? 'POSSIBLE' : null;
                // Before its point a joining that is possible has no row of its own.
                if (role !== null || joined === 'PARTY')
                  expect({ where, id, role }).toEqual({ where, id, role: joined });
              }
              byWorlds += 1;
              if (wanted.possible.length > 1) possible += 1;
              const alone = wanted.possible.length === 1;
              expect({
                where,
                possible: rest.possible,
                certainty: rest.certainty,
                inForce: rest.inForce,
              }).toEqual({
                where,
                possible: wanted.possible,
                certainty: alone ? 'CERTAIN' : 'POSSIBLE',
                inForce: wanted.possible.includes('UNKNOWN_TO_LEDGER')
                  ? 'UNKNOWN'
                  : wanted.possible.includes('IN_FORCE')
                    ? alone
                      ? 'YES'
                      : 'UNKNOWN'
                    : 'NO',
              });
            }
          }
        }
        expect(compared).toBeGreaterThan(HISTORIES * DAYS.length * 4);
        expect(byWorlds).toBeGreaterThan(compared / 2);
        expect(possible).toBeGreaterThan(compared / 20);
      },
      PATIENCE_MS,
    );

    it('changes its rows only where the stream of their subject records something', async () => {
      const { readModel } = made.assembly;
      const pool = ownersPool(made.assembly);
      const { version } = await readModel.projected();
      for (const table of [
        'agreement_status',
        'participation',
        'intent',
        'agreement_recorded',
        'term',
        'expiry_due',
      ]) {
        const { rows } = await pool.query<{ agreement_id: string; known_from: string; known_to: string }>(
          `select agreement_id, known_from, known_to from read_model_v${version}.${table}`,
        );
        for (const row of rows) {
          const own = streamOf(row.agreement_id).map(({ position }) => position);
          expect(own).toContain(BigInt(row.known_from));
          expect([...own, STILL_KNOWN]).toContain(BigInt(row.known_to));
        }
      }
    });

    it('says the same whichever way round the facts were recorded, where all were and no two are of one day', async () => {
      const { position } = await made.assembly.readModel.projected();
      const isNotice = (type: string) => type === 'AgreementExpired';
      let compared = 0;
      for (const [one, two] of agreements) {
        const [first, second] = [streamOf(one), streamOf(two)].map((stream) =>
          stream.map(({ event }) => event).filter(({ type }) => !isNotice(type)),
        ) as [AgreementEvent[], AgreementEvent[]];
        const points = first.slice(1).map(({ effective }) => effective.point);
        const keys = (list: readonly AgreementEvent[]) =>
          list
            .slice(1)
            .map(({ type, effective, data }) =>
              JSON.stringify([type, effective, { ...data, agreementId: '' }]),
            )
            .toSorted();
        if (new Set(points).size < points.length || keys(first).join() !== keys(second).join()) continue;
        compared += 1;
        for (const day of DAYS)
          expect(await asked(one, day, position)).toEqual(await asked(two, day, position));
      }
      expect(compared).toBeGreaterThan(2);
    });

    it('gives organisations the names that they bore, on every day, as known at every position', async () => {
      interface Named {
        readonly text: string;
        readonly lang: string;
        readonly use: string;
      }
      for (const id of ORGANIZATIONS) {
        const stream = log.filter((one) => one.stream === `organization-${id}`);
        for (const { position } of stream)
          for (const day of DAYS) {
            const events = stream
              .filter((one) => one.position <= position)
              .map(
                ({ event }) =>
                  event as unknown as {
                    readonly type: string;
                    readonly order: number;
                    readonly effective: { readonly point: Day };
                    readonly data: {
                      readonly names?: readonly Named[];
                      readonly alias?: Named;
                      readonly name?: Named;
                    };
                  },
              );
            const first = events.flatMap(({ data }) => data.names ?? []);
            const aliases = events.flatMap(({ data }) => (data.alias ? [data.alias] : []));
            const current = first.map(({ lang, text }) => {
              const renamed = events
                .filter(
                  ({ type, data, effective }) =>
                    type === 'OrganizationRenamed' && data.name?.lang === lang && effective.point <= day,
                )
                .toSorted((a, b) =>
                  a.effective.point === b.effective.point
                    ? a.order - b.order
                    : a.effective.point < b.effective.point
                      ? -1
                      : 1,
                );
              return renamed.at(-1)?.data.name?.text ?? text;
            });
            const wanted = [...current, ...aliases.map(({ text }) => text)].toSorted();
            const rows = await made.assembly.readModel.ask((db) =>
              namesOf(db, [id], { validOn: day, position }),
            );
            expect([id, day, ...rows.map(({ text }) => text).toSorted()]).toEqual([id, day, ...wanted]);
          }
      }
    });
  });
});
