/**
 * What a team would build on Emmett with its PostgreSQL store: a decider, its state folded from the stream, and an inline
 * projection into the tables that answer. The rules of a signature are the ledger's. Its packages have no licence, so nothing
 * installs them: docs/performance.md says how to measure it.
 */
import { randomUUID } from 'node:crypto';
import { addDays } from '@entente/domain';
import { SQL } from '@event-driven-io/dumbo';
import { CommandHandler, projections, type Event } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore, postgreSQLRawSQLProjection } from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import { ORGANIZATIONS } from '../../generate.js';
import { LIST, REFERENCES, STATUS } from '../lean.js';
import { serve } from '../served.js';

type AgreementRegistered = Event<
  'AgreementRegistered',
  { readonly id: string; readonly title: string; readonly startsOn: string; readonly endsOn: string }
>;
type PartnerSigned = Event<
  'PartnerSigned',
  {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly signedOn: string;
    readonly commandId: string;
    readonly sourceId: string;
    readonly recordedAt: string;
    readonly recordedBy: string;
  }
>;
type AgreementEvent = AgreementRegistered | PartnerSigned;

interface State {
  readonly endsOn: string | null;
  /** By organisation, the command that recorded its signature. */
  readonly signed: ReadonlyMap<string, string>;
}

const handle = CommandHandler<State, AgreementEvent>({
  initialState: () => ({ endsOn: null, signed: new Map() }),
  evolve: (state, { type, data }) =>
    type === 'AgreementRegistered'
      ? { ...state, endsOn: data.endsOn }
      : { ...state, signed: new Map(state.signed).set(data.organizationId, data.commandId) },
  mapToStreamId: (id) => `agreement-${id}`,
  retry: { onVersionConflict: true },
});

const answering = postgreSQLRawSQLProjection<AgreementEvent>({
  name: 'answering',
  canHandle: ['AgreementRegistered', 'PartnerSigned'],
  evolve: ({ type, data }) =>
    type === 'AgreementRegistered'
      ? SQL`insert into agreement values (${data.id}, 'MOU', ${data.title}, ${data.title.toLowerCase()}, ${data.startsOn}::date, ${data.endsOn}::date)`
      : SQL`insert into signature values (${data.agreementId}, ${data.organizationId}, ${data.signedOn}::date, ${data.commandId}::uuid)`,
});

function openStore(url: string) {
  return getPostgreSQLEventStore(url, { projections: projections.inline([answering]) });
}

/** Fills streams and tables with as many agreements as the ledger has, by appending them. */
export async function fill(url: string, agreements: number): Promise<void> {
  const pool = new Pool({ connectionString: url });
  await pool.query(REFERENCES);
  const store = openStore(url);
  let next = 0;
  const write = async (): Promise<void> => {
    for (let n = next++; n < agreements; n = next++) {
      const { id, title, startsOn, endsOn, parties } = seededAgreement(n);
      await store.appendToStream<AgreementEvent>(`agreement-${id}`, [
        { type: 'AgreementRegistered', data: { id, title, startsOn, endsOn } },
        ...parties.map(({ organizationId, signedOn, commandId }): PartnerSigned => {
          const stated = { agreementId: id, organizationId, signedOn, commandId, sourceId: 'bench' };
          const recorded = { recordedAt: '2026-01-01T00:00:00.000Z', recordedBy: 'secretariat:bench' };
          return { type: 'PartnerSigned', data: { ...stated, ...recorded } };
        }),
      ]);
    }
  };
  // Before ten writers would make it at once.
  await store.schema.migrate();
  await Promise.all(Array.from({ length: 10 }, write));
  await pool.query('vacuum analyze');
  await store.close();
  await pool.end();
}

/** The agreement of that number, as `fillLean` makes it. */
function seededAgreement(n: number) {
  const from = (days: number): string => addDays('2018-01-01', (n % 2500) + days);
  return {
    id: `bench-${n}`,
    title: `Entente ${n}`,
    startsOn: from(10),
    endsOn: from(1835),
    parties: [1, 2].map((place) => ({
      organizationId: `org-${(n * 7 + place * 13) % ORGANIZATIONS}`,
      signedOn: from(place),
      commandId: randomUUID(),
    })),
  };
}

/** Starts it over streams that are filled; resolves with its address. */
export async function start(url: string): Promise<string> {
  const pool = new Pool({ connectionString: url, max: 12, options: '-c jit=off' });
  const store = openStore(url);
  return serve({
    status: async (id, validOn) => {
      const { rows } = await pool.query<{ status: string }>({
        name: 'status',
        text: STATUS,
        values: [id, validOn],
      });
      return rows[0]?.status ?? null;
    },
    history: async (id, first) => {
      const { events } = await store.readStream<AgreementEvent>(`agreement-${id}`);
      return events.slice(0, first).map(({ type, data }) => ({
        type,
        recordedAt: '',
        recordedBy: 'secretariat:bench',
        ...(type === 'PartnerSigned' && { recordedAt: data.recordedAt, recordedBy: data.recordedBy }),
      }));
    },
    list: async (validOn, first) =>
      (await pool.query<object>({ name: 'list', text: LIST, values: [validOn, first] })).rows,
    sign: async ({ commandId, agreementId, organizationId, occurredOn, evidence }) => {
      const sourceId = evidence[0]?.sourceId ?? '';
      const { rows } = await pool.query<{ known: boolean }>({
        name: 'known',
        text: `select exists (select from organization where id = $1) and exists (select from source where id = $2) as known`,
        values: [organizationId, sourceId],
      });
      if (!rows[0]?.known) throw new Error('NOT_FOUND');
      const { newEvents, lastEventGlobalPosition } = await handle(
        store,
        agreementId,
        ({ endsOn, signed }) => {
          if (endsOn === null || endsOn < occurredOn.edtf) throw new Error('NOT_FOUND');
          const before = signed.get(organizationId);
          if (before === commandId) return [];
          if (before !== undefined) throw new Error('PARTNER_ALREADY_SIGNED');
          return {
            type: 'PartnerSigned',
            data: {
              agreementId,
              organizationId,
              signedOn: occurredOn.edtf,
              commandId,
              sourceId,
              recordedAt: new Date().toISOString(),
              recordedBy: 'secretariat:bench',
            },
          };
        },
      );
      return { position: String(lastEventGlobalPosition), repeated: newEvents.length === 0 };
    },
  });
}
