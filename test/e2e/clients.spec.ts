import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import {
  Environment,
  fetchQuery,
  Network,
  RecordSource,
  Store,
  type ConcreteRequest,
  type GraphQLResponse,
  type NormalizationLinkedField,
} from 'relay-runtime';
import { startLedger, type LedgerProcess } from '../support/ledger-process.js';
import { depositSource, registerOrganization } from '../support/recording.js';

let ledger: LedgerProcess;
beforeAll(async () => {
  ledger = await startLedger();
}, 120_000);
afterAll(() => ledger?.dispose());

/** One agreement on two days, as a page shows it that compares them. */
const TWO_DAYS = `query TwoDays {
  lastDay: agreement(id: "amq-mbi", asOf: { validOn: "2024-06-04" }) { id __typename status { __typename status } }
  dayAfter: agreement(id: "amq-mbi", asOf: { validOn: "2024-06-05" }) { id __typename status { __typename status } }
}`;
const NOW = 'query Now { agreement(id: "amq-mbi") { id __typename status { __typename status } } }';

interface Told {
  readonly id: string;
  readonly status: { readonly status: string };
}
interface TwoDays {
  readonly lastDay: Told;
  readonly dayAfter: Told;
}

const graphql = () => `${ledger.url}/graphql`;
const headers = () => ({ authorization: `Bearer ${ledger.tokens.dashboard}` });
const told = (data: TwoDays | null | undefined) =>
  data && [data.lastDay.status.status, data.dayAfter.status.status];

describe('a client with the settings that it comes with shows both days of one query', () => {
  const BOTH = ['IN_FORCE', 'EXPIRED'];

  it('Apollo', async () => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: graphql(), headers: headers() }),
      cache: new InMemoryCache(),
    });
    const { data } = await client.query<TwoDays>({ query: gql(TWO_DAYS) });
    expect(told(data)).toEqual(BOTH);
    await client.query({ query: gql(NOW) });
    expect(told(client.readQuery<TwoDays>({ query: gql(TWO_DAYS) }))).toEqual(BOTH);
    client.stop();
  });

  it('urql with its normalized cache', async () => {
    const client = new Client({
      url: graphql(),
      // It says of each type without an id that it stands within its parent, which is so.
      exchanges: [cacheExchange({ logger: () => {} }), fetchExchange],
      fetchOptions: () => ({ headers: headers() }),
    });
    const { data, error } = await client.query<TwoDays>(TWO_DAYS, {}).toPromise();
    expect(error).toBeUndefined();
    expect(told(data)).toEqual(BOTH);
    await client.query(NOW, {}).toPromise();
    expect(told(client.readQuery<TwoDays>(TWO_DAYS, {})?.data)).toEqual(BOTH);
  });

  it('Relay, which asks again by the node id', async () => {
    const environment = new Environment({
      network: Network.create(async ({ text }) => {
        const answer = await fetch(graphql(), {
          method: 'POST',
          headers: { ...headers(), 'content-type': 'application/json' },
          body: JSON.stringify({ query: text }),
        });
        return (await answer.json()) as GraphQLResponse;
      }),
      store: new Store(new RecordSource()),
    });
    const ask = (request: ConcreteRequest) => fetchQuery(environment, request, {}).toPromise();
    const data = (await ask(
      compiled('TwoDays', TWO_DAYS, [onDay('lastDay', '2024-06-04'), onDay('dayAfter', '2024-06-05')]),
    )) as TwoDays | undefined;
    expect(told(data)).toEqual(BOTH);

    const id = data?.lastDay.id ?? '?';
    const again = (await ask(
      compiled('Again', `query Again { node(id: "${id}") { id __typename ${AGREEMENT} } }`, [byNodeId(id)]),
    )) as { readonly node: Told } | undefined;
    expect(again?.node).toMatchObject({ id, status: { status: 'IN_FORCE' } });
  });
});

describe('a node id', () => {
  const ask = async (query: string, token = ledger.tokens.auditor) => {
    const { data, errors } = await ledger.gql<Readonly<Record<string, unknown>>>(query, {}, token);
    return errors[0] ? { ...errors[0].extensions } : data;
  };
  const idOf = async (field: string) => {
    const answer = (await ask(`{ it: ${field} }`)) as { readonly it: { readonly id: string } };
    return answer.it.id;
  };

  it('is the same for every answer of the present, and names the dates that were fixed', async () => {
    expect(await idOf('agreement(id: "corridor-ne") { id }')).toBe('Agreement:corridor-ne');
    expect(await idOf('agreement(id: "corridor-ne", asOf: {}) { id }')).toBe('Agreement:corridor-ne');
    expect(await idOf('agreement(id: "corridor-ne", asOf: { validOn: "2025-02-01" }) { id }')).toBe(
      'Agreement:corridor-ne@2025-02-01',
    );
    const then = 'asOf: { validOn: "2025-02-01", knownAt: "2025-04-16T00:00:00Z" }';
    const fixed = await idOf(`agreement(id: "corridor-ne", ${then}) { id }`);
    expect(fixed).toMatch(/^Agreement:corridor-ne@2025-02-01@[0-9a-f]+-[0-9a-f]{16}$/);
    expect(await idOf(`organization(id: "uvm", ${then}) { id }`)).toBe(
      fixed.replace('Agreement:corridor-ne', 'Organization:uvm'),
    );
  });

  it('finds what it names, as its dates have it', async () => {
    const found = await ask(`{
      now: node(id: "Agreement:amq-mbi") { ...told }
      before: node(id: "Agreement:amq-mbi@2024-06-04") { ...told }
      byArgument: agreement(id: "Agreement:amq-mbi@2024-06-04") { ...told }
      otherDay: agreement(id: "Agreement:amq-mbi@2024-06-04", asOf: { validOn: "2024-06-05" }) { ...told }
      status: agreementStatus(id: "Agreement:amq-mbi@2024-06-04") { status }
      nobody: node(id: "Organization:nobody") { id }
      named: node(id: "Organization:uvm") { id ... on Organization { organizationId } }
    } fragment told on Agreement { id agreementId status { status } }`);
    const on = (day: string, status: string) => ({
      id: `Agreement:amq-mbi${day}`,
      agreementId: 'amq-mbi',
      status: { status },
    });
    expect(found).toEqual({
      now: on('', 'EXPIRED'),
      before: on('@2024-06-04', 'IN_FORCE'),
      byArgument: on('@2024-06-04', 'IN_FORCE'),
      otherDay: on('@2024-06-05', 'EXPIRED'),
      status: { status: 'IN_FORCE' },
      nobody: null,
      named: { id: 'Organization:uvm', organizationId: 'uvm' },
    });
  });

  it('finds everything that an answer gave an id to', async () => {
    const { meetings, missions, organizations, agreement } = (await ask(`{
      meetings { nodes { id } } missions { nodes { id } }
      organizations { nodes { people { person { id } } } }
      agreement(id: "corridor-ne") { sources { id } }
    }`)) as {
      readonly meetings: { readonly nodes: readonly { readonly id: string }[] };
      readonly missions: { readonly nodes: readonly { readonly id: string }[] };
      readonly organizations: {
        readonly nodes: readonly {
          readonly people: readonly { readonly person: { readonly id: string } }[];
        }[];
      };
      readonly agreement: { readonly sources: readonly { readonly id: string }[] };
    };
    const ids = [
      ...meetings.nodes.map(({ id }) => id),
      ...missions.nodes.map(({ id }) => id),
      ...organizations.nodes.flatMap(({ people }) => people.map(({ person }) => person.id)),
      ...agreement.sources.map(({ id }) => id),
    ];
    expect(new Set(ids.map((id) => id.split(':')[0]))).toEqual(
      new Set(['Meeting', 'Mission', 'Person', 'Source']),
    );
    for (const id of ids) expect(await ask(`{ node(id: "${id}") { id } }`)).toEqual({ node: { id } });
  });

  it('opens to a dashboard no more than its own query does', async () => {
    expect(await ask('{ node(id: "Person:whoever") { id } }', ledger.tokens.dashboard)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await ask('{ node(id: "Source:whatever") { id } }', ledger.tokens.dashboard)).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each([
    ['node(id: "corridor-ne")', 'VALIDATION_FAILED', 'NOT_A_NODE_ID'],
    ['node(id: "Treaty:corridor-ne")', 'VALIDATION_FAILED', 'NOT_A_NODE_ID'],
    ['agreement(id: "Organization:uvm")', 'VALIDATION_FAILED', 'OTHER_KIND'],
    ['agreement(id: "Agreement:corridor-ne@2024-06-31")', 'VALIDATION_FAILED', 'NOT_AN_ID'],
    ['node(id: "Agreement:corridor-ne@2024-06-05@0b5a1f62-000000000000001f")', 'POSITION_FOREIGN', undefined],
  ])('is refused where it is none, or another one: %s', async (field, code, problem) => {
    const refusal = await ask(`{ ${field} { id } }`);
    expect(refusal).toMatchObject({ code, field: 'id', details: problem === undefined ? {} : { problem } });
  });

  it('of what was just recorded is that of the present; of a record repeated later, of its position', async () => {
    await depositSource(ledger, 'node-ids-letter');
    const input = { commandId: crypto.randomUUID(), organizationId: 'node-ids' };
    const register = async () => {
      const { data } = await ledger.gql<{
        registerOrganization: { repeated: boolean; position: string; organization: { id: string } };
      }>(
        `mutation ($input: RegisterOrganizationInput!) {
          registerOrganization(input: $input) { repeated position organization { id } } }`,
        {
          input: {
            ...input,
            names: [{ text: 'Institut Tournesol', lang: 'fr' }],
            evidence: [{ sourceId: 'node-ids-letter' }],
          },
        },
      );
      return data?.registerOrganization;
    };
    expect(await register()).toMatchObject({
      repeated: false,
      organization: { id: 'Organization:node-ids' },
    });
    const again = await register();
    expect(again?.organization.id).toMatch(
      new RegExp(`^Organization:node-ids@\\d{4}-\\d\\d-\\d\\d@${again?.position}$`),
    );
  });

  it('of a page that goes on names its position once the head has moved', async () => {
    const page = async (after: string | null) => {
      const { data } = await ledger.gql<{
        organizations: {
          nodes: readonly { id: string }[];
          asOf: { validOn: string; position: string };
          pageInfo: { endCursor: string };
        };
      }>(
        `query ($after: String) { organizations(first: 1, after: $after) {
          nodes { id } asOf { validOn position } pageInfo { endCursor } } }`,
        { after },
      );
      return data?.organizations;
    };
    const first = await page(null);
    const cursor = first?.pageInfo.endCursor ?? '?';
    expect((await page(cursor))?.nodes[0]?.id).not.toContain('@');
    const later = await registerOrganization(
      ledger,
      'node-ids-later',
      'Institut Capucine',
      'node-ids-letter',
    );
    await ask(`{ agreementStatus(id: "corridor-ne", asOf: { position: "${later.position}" }) { status } }`);
    const { nodes, asOf } = (await page(cursor)) ?? {};
    expect(nodes?.[0]?.id).toContain(`@${asOf?.validOn}@${asOf?.position}`);
    expect(asOf).toEqual(first?.asOf);
  });
});

const AGREEMENT = '... on Agreement { status { status } }';
const scalar = (name: string) =>
  ({ alias: null, args: null, kind: 'ScalarField', name, storageKey: null }) as const;
const STATUS = {
  alias: null,
  args: null,
  concreteType: 'StatusAnswer',
  kind: 'LinkedField',
  name: 'status',
  plural: false,
  selections: [scalar('status')],
  storageKey: null,
} as const;

/** What Relay's compiler makes of `alias: agreement(id: "amq-mbi", asOf: { validOn })`. */
function onDay(alias: string, validOn: string): NormalizationLinkedField {
  return {
    alias,
    args: [
      { kind: 'Literal', name: 'asOf', value: { validOn } },
      { kind: 'Literal', name: 'id', value: 'amq-mbi' },
    ],
    concreteType: 'Agreement',
    kind: 'LinkedField',
    name: 'agreement',
    plural: false,
    selections: [scalar('id'), scalar('__typename'), STATUS],
    storageKey: `agreement(asOf:{"validOn":"${validOn}"},id:"amq-mbi")`,
  };
}

/** What it makes of `node(id)` with the fields of an agreement. */
function byNodeId(id: string): NormalizationLinkedField {
  return {
    alias: null,
    args: [{ kind: 'Literal', name: 'id', value: id }],
    concreteType: null,
    kind: 'LinkedField',
    name: 'node',
    plural: false,
    selections: [
      scalar('id'),
      scalar('__typename'),
      { kind: 'InlineFragment', type: 'Agreement', abstractKey: null, selections: [STATUS] },
    ],
    storageKey: `node(id:"${id}")`,
  };
}

/** What it makes of a whole query. */
function compiled(
  name: string,
  text: string,
  selections: readonly NormalizationLinkedField[],
): ConcreteRequest {
  return {
    kind: 'Request',
    fragment: {
      argumentDefinitions: [],
      kind: 'Fragment',
      metadata: null,
      name,
      selections: selections as ConcreteRequest['fragment']['selections'],
      type: 'Query',
      abstractKey: null,
    },
    operation: { argumentDefinitions: [], kind: 'Operation', name, selections },
    params: { cacheID: name, id: null, metadata: {}, name, operationKind: 'query', text },
  };
}
