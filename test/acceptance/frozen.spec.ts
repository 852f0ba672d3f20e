import { randomUUID } from 'node:crypto';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { serveLedger } from '../support/served-ledger.js';
import { startCuttingProxy, type CuttingProxy } from '../support/cutting-proxy.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { until, type GqlAnswer } from '../support/ledger-process.js';

const PATIENCE_MS = 300_000;

let server: TestPostgres;
let proxy: CuttingProxy;
let made: AssembledLedger;
let url: string;
let gql: (query: string) => Promise<GqlAnswer<Record<string, object | null>>>;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startPostgres();
  proxy = await startCuttingProxy(server.port);
  const env = await environmentOn(server, 'frozen');
  const through = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.replace(`:${server.port}/`, `:${proxy.port}/`)]),
  );
  made = await assembleLedger({ env: through });
  closing.push(() => made.dispose());
  const { assembly } = made;
  const { runner } = assembly.startWorker();
  const served = await serveLedger(assembly, { runner, role: 'secretariat' });
  closing.push(() => served.close());
  ({ url, gql } = served);
}, PATIENCE_MS);

afterAll(async () => {
  await server?.thaw();
  proxy?.hang(false);
  for (const close of closing.splice(0).toReversed()) await close();
  await proxy?.close();
  await server?.dispose();
}, PATIENCE_MS);

const depositOf = (
  id: string,
) => `mutation { depositSource(input: { commandId: "${randomUUID()}", sourceId: "${id}",
  kind: "TEST", sha256: "${'0'.repeat(64)}" }) { source { sourceId } } }`;
const QUESTION = '{ agreements { totalCount } }';

const codesOf = ({ errors }: GqlAnswer<object>) =>
  errors.map(({ extensions }) => `${extensions.code} ${extensions.retryable}`);

async function ready(): Promise<boolean> {
  return (await fetch(`${url}/health/ready`)).status === 200;
}

const FAULTS: Readonly<Record<string, { begin: () => Promise<void>; end: () => Promise<void> }>> = {
  'a database whose processes are all stopped': {
    begin: () => server.freeze(),
    end: () => server.thaw(),
  },
  'connections on which nothing passes': {
    begin: async () => proxy.hang(true),
    end: async () => proxy.hang(false),
  },
};

it.each(Object.keys(FAULTS))(
  'is answered with STORE_UNAVAILABLE, to be tried again, and red; afterwards the same commands are recorded: %s',
  async (fault) => {
    const { begin, end } = FAULTS[fault]!;
    await until('it is ready', ready);
    const sourceId = `during-${randomUUID().slice(0, 8)}`;
    const command = depositOf(sourceId);
    await begin();
    const [question, deposit] = await Promise.all([gql(QUESTION), gql(command)]);
    expect(codesOf(question)).toEqual(['STORE_UNAVAILABLE true']);
    expect(codesOf(deposit)).toEqual(['STORE_UNAVAILABLE true']);
    expect(await ready()).toBe(false);
    await end();

    await until(
      'the same command is recorded',
      async () => (await gql(command)).errors.length === 0,
      120_000,
    );
    await until('questions are answered', async () => (await gql(QUESTION)).errors.length === 0, 120_000);
    expect((await gql(`{ source(id: "${sourceId}") { sourceId } }`)).data).toEqual({ source: { sourceId } });
    expect(
      made.lines.filter((line) => line.includes('The database does not answer.')).length,
    ).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);
