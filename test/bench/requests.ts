/** What the benches ask of every server, Entente's or a peer's, in the same words. */
import { randomInt, randomUUID } from 'node:crypto';
import { ORGANIZATIONS } from './generate.js';
import { ask, underLoad, type Load, type Server } from './load.js';

/** How many clients sign at once, each with a token of its own. */
export const CLIENTS = 32;

const RECORD_SIGNATURE = `mutation ($input: RecordSignatureInput!) { recordSignature(input: $input) { position repeated } }`;
const LIST = `query ($asOf: AsOf) { agreements(first: 50, sort: TITLE, filter: { inForce: [YES] }, asOf: $asOf) {
  nodes { id title parties { organization { id name } } } } }`;
const STATUS = `query ($id: ID!) { agreementStatus(id: $id, asOf: { validOn: "2021-06-01" }) { status certainty inForce } }`;
const HISTORY = `query ($id: ID!) { agreement(id: $id) { history(first: 50) { nodes { type recordedAt recordedBy } } } }`;

/** Signatures of any organisation, each client on agreements of its own: two who write in one place would conflict. */
export function signatures(
  server: Server,
  agreements: number,
  seconds: number,
  clients = CLIENTS,
): Promise<Load> {
  return underLoad(clients, seconds, (client) =>
    ask(server.url, server.tokens[client] ?? '', RECORD_SIGNATURE, {
      input: {
        commandId: randomUUID(),
        agreementId: `bench-${randomInt(Math.floor(agreements / clients)) * clients + client}`,
        organizationId: `org-${randomInt(ORGANIZATIONS)}`,
        occurredOn: { edtf: '2019-01-01' },
        evidence: [{ sourceId: 'bench' }],
      },
    }).catch((error: Error) => {
      // One in fifty has signed that agreement already.
      if (!/PARTNER_ALREADY_SIGNED/.test(error.message)) throw error;
    }),
  );
}

/** The status of one agreement after the other, by eight clients. */
export function statuses(server: Server, agreements: number, seconds: number): Promise<Load> {
  return oneByOne(server, STATUS, agreements, seconds);
}

/** The history of one agreement after the other, by eight clients. */
export function histories(server: Server, agreements: number, seconds: number): Promise<Load> {
  return oneByOne(server, HISTORY, agreements, seconds);
}

function oneByOne(server: Server, query: string, agreements: number, seconds: number): Promise<Load> {
  return underLoad(8, seconds, (client, n) =>
    ask(server.url, server.tokens[client] ?? '', query, { id: `bench-${(n * 8 + client) % agreements}` }),
  );
}

/** The list of 50 agreements in force with their parties, by four clients. */
export function lists(server: Server, seconds: number, asOf: object = {}): Promise<Load> {
  return underLoad(4, seconds, (client) => ask(server.url, server.tokens[client] ?? '', LIST, { asOf }));
}

/** What was measured, and the processor time of each answer in the server's process, in milliseconds. */
export async function costing(
  server: Server,
  measure: () => Promise<Load>,
): Promise<Load & { readonly cpuMs: number }> {
  const before = await server.strain();
  const load = await measure();
  return { ...load, cpuMs: ((await server.strain()).cpuMs - before.cpuMs) / load.answers };
}

/** A position as the API writes it, made from the one that the head has. */
export async function positionText(entente: Server, commit: bigint): Promise<string> {
  const { position } = await ask<{ position: { projected: string } }>(
    entente.url,
    entente.tokens[0] ?? '',
    '{ position { projected } }',
  );
  const digits = commit.toString(16);
  return position.projected.slice(0, position.projected.length - 16) + digits.padStart(16, '0');
}
