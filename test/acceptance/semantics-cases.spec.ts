import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTS, type Command, type Day } from '@entente/domain';
import {
  flagFactsOf,
  flagsOf,
  intentsOf,
  listAgreements,
  listOrganizations,
  namesOf,
  organizationsNamed,
  participationsOf,
  statusesOf,
  type Db,
} from '@entente/read-model';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';

interface Given {
  readonly command: string;
  readonly input: { readonly [member: string]: unknown };
  readonly expect?: {
    readonly refused?: string;
    readonly kind?: 'POLICY';
    readonly warnings?: readonly string[];
    readonly details?: object;
  };
}

interface Question {
  readonly query: string;
  readonly validOn?: Day;
  readonly organizationId?: string;
  readonly withinDays?: number;
  readonly name?: string;
  readonly text?: string;
  readonly id?: string;
  readonly lang?: string;
  readonly expect: unknown;
}

interface Wanted {
  readonly possible?: readonly string[];
  readonly flags?: readonly string[];
}

interface Case {
  readonly name: string;
  readonly clock?: string;
  readonly facts: readonly Given[];
  readonly ask: readonly Question[];
}

const FILE = join(import.meta.dirname, '../contract/semantics-cases.json');
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly Case[] };
/** Cases of acts that no command records yet are left to the fold's own specs. */
const COMMANDS: readonly string[] = FACTS.map(({ command }) => command);
const RECORDABLE = cases.filter(({ facts }) => facts.every(({ command }) => COMMANDS.includes(command)));
const PATIENCE_MS = 120_000;
const EVIDENCE = [{ sourceId: 's' }];

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, PATIENCE_MS);
afterAll(() => server?.dispose(), PATIENCE_MS);

/** A ledger under test, and the instant at which all commands of a case with a clock of its own are given. */
interface Asked {
  readonly made: AssembledLedger;
  readonly at: Date | undefined;
}

async function give({ made, at }: Asked, name: string, input: object) {
  const command = { name, input: { evidence: EVIDENCE, ...input } } as unknown as Command;
  return made.assembly.ledger.execute(command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
    ...(at && { at }),
  });
}

/** Gives the commands of a case, each with what is expected of it. */
async function record(made: Asked, { facts }: Case): Promise<void> {
  await give(made, 'depositSource', {
    sourceId: 's',
    kind: 'TEST',
    sha256: '0'.repeat(64),
    evidence: undefined,
  });
  for (const [organizationId, text] of [
    ['a', 'Alpha'],
    ['b', 'Beta'],
    ['c', 'Gamma'],
  ])
    await give(made, 'registerOrganization', {
      organizationId,
      names: [{ text: `${text} ${randomUUID()}`, lang: 'en' }],
    });
  for (const { command, input, expect: wanted } of facts) {
    const full =
      command === 'depositSource'
        ? { kind: 'TEST', sha256: '1'.repeat(64), evidence: undefined, ...input }
        : input;
    const outcome = await give(made, command, full);
    expect({ command, refused: outcome.refused ? outcome.code : undefined }).toEqual({
      command,
      refused: wanted?.refused,
    });
    if (outcome.refused) expect(outcome.details).toMatchObject(wanted?.details ?? {});
    if (!outcome.refused)
      expect(outcome.advice.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining([...(wanted?.warnings ?? [])]),
      );
  }
}

/** What is against a policy is recorded with a reason: tried last, since it changes the answers. */
async function overrule(made: Asked, { facts }: Case): Promise<void> {
  for (const { command, input, expect: wanted } of facts) {
    if (wanted?.kind !== 'POLICY') continue;
    const overrides = [{ rule: wanted.refused, reason: 'so it is written' }];
    expect(await give(made, command, { ...input, overrides })).toMatchObject({ refused: false });
  }
}

async function answerTo(db: Db, question: Question, position: bigint): Promise<unknown> {
  const asOf = { validOn: question.validOn ?? '2026-11-27', position };
  const page = { first: 10, after: null };
  switch (question.query) {
    case 'status': {
      const [row] = await statusesOf(db, ['x'], asOf);
      const [facts] = await flagFactsOf(db, ['x'], asOf);
      const wanted = question.expect as Wanted;
      const flags: readonly string[] = row
        ? flagsOf({ validOn: asOf.validOn, status: row, facts: facts ?? null, timeZone: 'America/Toronto' })
        : [];
      return {
        // Those that are wanted are contained.
        flags: wanted.flags?.filter((flag) => flags.includes(flag)),
        status: row?.status,
        certainty: row?.certainty,
        inForce: row?.in_force,
        possible:
          wanted.possible?.toSorted().join() === [...(row?.possible ?? [])].toSorted().join()
            ? wanted.possible
            : row?.possible,
        since: row?.since,
      };
    }
    case 'party': {
      const rows = await participationsOf(db, ['x'], asOf);
      const row = rows.find(
        (one) => one.organization_id === question.organizationId && one.role !== 'PROSPECTIVE',
      );
      return row ? { role: row.role, certainty: row.certainty, since: row.since, joined: row.joined } : null;
    }
    case 'intent': {
      const rows = await intentsOf(db, ['x'], asOf);
      return rows.find((one) => one.organization_id === question.organizationId);
    }
    case 'term':
      return (await statusesOf(db, ['x'], asOf))[0]?.term;
    case 'expiring': {
      const until = new Date(Date.parse(asOf.validOn) + (question.withinDays ?? 0) * 86_400_000);
      const { rows } = await listAgreements(db, {
        filter: { endsFrom: asOf.validOn, endsTo: until.toISOString().slice(0, 10) },
        sort: 'END_DATE',
        asOf,
        page,
      });
      return rows.map(({ node }) => node);
    }
    case 'organization':
      return (await organizationsNamed(db, question.name ?? '', asOf)).join();
    case 'organizations':
      return (await listOrganizations(db, { text: question.text ?? '', asOf, page })).rows.map(
        ({ node }) => node,
      );
    case 'organizationName':
      return (await namesOf(db, [question.id ?? ''], asOf))[0]?.text;
    case 'organizationNames':
      return (await namesOf(db, [question.id ?? ''], asOf)).map(({ text }) => text);
    default:
      throw new Error(`no such question: ${question.query}`);
  }
}

describe('the cases of the contract', () => {
  it('are those of all acts that can be recorded', () => {
    expect(RECORDABLE.length).toBeGreaterThanOrEqual(20);
  });

  it.each(RECORDABLE.map((one) => [one.name, one] as const))(
    '%s',
    async (_name, one) => {
      const env = await environmentOn(server, `case${cases.indexOf(one)}`);
      const at = one.clock === undefined ? undefined : new Date(one.clock);
      const made = await assembleLedger({ env, ...(at && { scriptedFrom: at }) });
      try {
        made.assembly.startWorker();
        await record({ made, at }, one);
        const position = await made.caughtUp();
        for (const question of one.ask) {
          const answer = await made.assembly.readModel.ask((db) => answerTo(db, question, position));
          const wanted = question.expect;
          const told = { question, answer };
          if (wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted))
            expect(told).toMatchObject({ question, answer: wanted });
          else expect(told).toEqual({ question, answer: wanted });
        }
        await overrule({ made, at }, one);
      } finally {
        await made.dispose();
      }
    },
    PATIENCE_MS,
  );
});
