/** The questions and commands of the scenario, put to a ledger in two ways: to its libraries, and over GraphQL. */
import { randomUUID } from 'node:crypto';
import type { Assembly } from '@entente/assembly';
import { stepsOf, type Scenario } from '@entente/demonstration';
import { LEDGER_STREAMS, type Command } from '@entente/domain';
import {
  fundingsByIds,
  indicatorsOf,
  intentsOf,
  listAgreements,
  listFundings,
  listIntents,
  listMeetings,
  organizationsNamed,
  participationsOf,
  rolesInOrganizations,
  statusesOf,
} from '@entente/read-model';
import type { GqlAnswer } from '../support/ledger-process.js';

/** A question's arguments as the scenario writes them; `position` stands for "just after". */
export type Args = Readonly<Record<string, string>>;
/** An answer in the scenario's words; ids are in order. */
export type Answer = Readonly<Record<string, unknown>>;
/** What became of a command. */
export type CommandAnswer =
  | { readonly error: string; readonly strength: string }
  | { readonly events: readonly string[]; readonly position: string };

/** One way to a ledger. */
export interface Asker {
  ask(query: string, args: Args): Promise<Answer>;
  give(command: string, args: Readonly<Record<string, unknown>>): Promise<CommandAnswer>;
}

const ids = (list: readonly string[]) => [...list].toSorted();
const counted = (list: readonly string[]): Answer => ({ count: list.length, organizationIds: ids(list) });

const EVERYTHING = { first: 100, after: null } as const;

/** Numbers by indicator; one whose value is not known is null. */
function valuesByIndicator(
  points: readonly { readonly indicator: string; readonly value?: string | null }[],
): Answer {
  return Object.fromEntries(
    points.map(({ indicator, value = null }) => [indicator, value === null ? null : Number(value)]),
  );
}

/** How many commands record the scenario. */
export function loadedCount(scenario: Scenario): number {
  return stepsOf(scenario, '00000000-0000-4000-8000-000000000000').length;
}

/** A command of the scenario as a mutation takes it. */
function inputOf(
  command: string,
  args: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { name, startsOn, endsOn, newEndsOn, notifiedOn, ...rest } = args;
  // A withdrawal happens on the day on which it is notified.
  const { occurredOn = notifiedOn } = args;
  const date = (edtf: unknown) => ({ edtf });
  return {
    ...rest,
    ...(name !== undefined && { names: [name] }),
    ...(occurredOn !== undefined && { occurredOn: date(occurredOn) }),
    ...(startsOn !== undefined && { startsOn: date(startsOn) }),
    ...(endsOn !== undefined && { endsOn: date(endsOn) }),
    ...(newEndsOn !== undefined && { newEndsOn: date(newEndsOn) }),
  };
}

function mutationOf(command: string): string {
  return `${command.charAt(0).toLowerCase()}${command.slice(1)}`;
}

/** Asks the read model and the command side themselves. */
export function libraryAsker({ readModel, ledger, store }: Assembly): Asker {
  const asOfOf = async ({ validOn = '2026-11-23', knownAt, position }: Args) => {
    if (position !== undefined) {
      await readModel.waitFor(BigInt(position));
      return { validOn, position: BigInt(position) };
    }
    if (knownAt !== undefined)
      return { validOn, position: (await readModel.positionKnownAt(new Date(knownAt))).position };
    const head = await store.head(LEDGER_STREAMS);
    if (head) await readModel.waitFor(head.commit);
    return { validOn, position: (await readModel.projected()).position };
  };
  return {
    async ask(query, args) {
      const asOf = await asOfOf(args);
      const { agreementId = '', organizationId = '', name = '', fundingId = '', fiscalYear = '' } = args;
      return readModel.ask(async (db): Promise<Answer> => {
        switch (query) {
          case 'agreementStatus': {
            const [row] = await statusesOf(db, [agreementId], asOf);
            return row
              ? {
                  status: row.status,
                  certainty: row.certainty,
                  inForce: row.in_force,
                  possible: row.possible,
                }
              : { status: 'UNKNOWN_TO_LEDGER', certainty: 'CERTAIN', inForce: 'UNKNOWN' };
          }
          case 'signatories': {
            const rows = await participationsOf(db, [agreementId], asOf);
            const parties = rows.filter(({ role }) => role === 'PARTY').map((row) => row.organization_id);
            return { ...counted(parties), inOrder: parties };
          }
          case 'openIntents': {
            const { rows } = await listIntents(db, {
              filter: { state: 'OPEN', agreementId },
              asOf,
              page: { first: 100, after: null },
            });
            const listed = (await intentsOf(db, [agreementId], asOf)).filter(({ state }) => state === 'OPEN');
            const open = rows.map(({ node }) => node.organization_id);
            if (ids(listed.map((row) => row.organization_id)).join() !== ids(open).join())
              throw new Error('the two queries for open intents differ');
            return counted(open);
          }
          case 'meetings': {
            const { rows } = await listMeetings(db, {
              filter: { state: 'HELD', agreementId },
              asOf,
              page: { first: 100, after: null },
            });
            return {
              count: rows.length,
              heldOn: rows.map(({ node }) => node.held_day),
              attendance: rows.reduce((sum, { node }) => sum + node.details.attendance.length, 0),
            };
          }
          case 'roles': {
            const rows = await rolesInOrganizations(db, [organizationId], asOf);
            const people = (current: boolean) =>
              ids(rows.filter((row) => row.current === current).map((row) => row.person_id));
            return { current: people(true), former: people(false) };
          }
          case 'resolveOrganization': {
            const found = await organizationsNamed(db, name, asOf);
            return { organizationId: found[0] ?? null, found: found.length };
          }
          case 'agreementsInForce': {
            const filter = { inForce: ['YES'] } as const;
            const list = { filter, sort: 'TITLE', direction: 'ASC', asOf, page: EVERYTHING } as const;
            const { rows } = await listAgreements(db, list);
            return { agreementIds: ids(rows.map(({ node }) => node)) };
          }
          case 'agreementsByOrganization': {
            const { rows } = await listAgreements(db, {
              filter: { partyId: organizationId },
              sort: 'TITLE',
              direction: 'ASC',
              asOf,
              page: EVERYTHING,
            });
            const fundings = await listFundings(db, { organizationId, asOf, page: EVERYTHING });
            return {
              agreementIds: ids(rows.map(({ node }) => node)),
              fundingIds: ids(fundings.rows.map(({ node }) => node.funding_id)),
            };
          }
          case 'funding': {
            const [row] = await fundingsByIds(db, [fundingId], asOf);
            const { amount, supportedProjectsValue } = row?.details ?? {};
            return {
              amount: Number(amount?.value),
              supportedProjectsValue: Number(supportedProjectsValue?.value),
              leverage: Number(supportedProjectsValue?.value) / Number(amount?.value),
            };
          }
          case 'indicators': {
            const [then] = await indicatorsOf(db, [fundingId], asOf);
            const details = (then?.reports ?? []).map((report) => report.details);
            return valuesByIndicator(details.filter(({ period }) => period.fiscalYear === fiscalYear));
          }
          default:
            throw new Error(`the scenario asks ${query}, which nothing answers`);
        }
      });
    },
    async give(command, args) {
      const outcome = await ledger.execute(
        { name: mutationOf(command), input: inputOf(command, args) } as unknown as Command,
        { commandId: randomUUID(), caller: { actor: 'secretariat:test' } },
      );
      return outcome.refused
        ? { error: outcome.code, strength: outcome.strength }
        : {
            events: outcome.events.map(({ envelope }) => envelope.type),
            position: outcome.position.commit.toString(),
          };
    },
  };
}

type Ask = <T>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<GqlAnswer<T>>;
type Ids = readonly { readonly organization: { readonly organizationId: string } }[];
const organizationIds = (list: Ids) => list.map(({ organization }) => organization.organizationId);

/** Asks over GraphQL. */
export function graphqlAsker(gql: Ask): Asker {
  const data = async <T>(query: string, args: Args, wanted: readonly string[]): Promise<T> => {
    const { validOn, knownAt, position } = args;
    const asOf = { ...(validOn && { validOn }), ...(knownAt && { knownAt }), ...(position && { position }) };
    const given = Object.fromEntries(wanted.map((name) => [name, args[name]]));
    const answer = await gql<T>(query, { ...given, asOf });
    if (answer.errors.length > 0 || answer.data === null) throw new Error(JSON.stringify(answer));
    return answer.data;
  };
  return {
    async ask(query, args): Promise<Answer> {
      switch (query) {
        case 'agreementStatus': {
          const { agreementStatus } = await data<{ agreementStatus: Answer }>(
            'query ($agreementId: ID!, $asOf: AsOf) { agreementStatus(id: $agreementId, asOf: $asOf) { status certainty inForce possible flags } }',
            args,
            ['agreementId'],
          );
          return agreementStatus;
        }
        case 'signatories': {
          const { agreement } = await data<{ agreement: { parties: Ids } | null }>(
            'query ($agreementId: ID!, $asOf: AsOf) { agreement(id: $agreementId, asOf: $asOf) { parties { organization { organizationId } } } }',
            args,
            ['agreementId'],
          );
          const parties = organizationIds(agreement?.parties ?? []);
          return { ...counted(parties), inOrder: parties };
        }
        case 'openIntents': {
          const { openIntents } = await data<{ openIntents: { totalCount: number; nodes: Ids } }>(
            'query ($agreementId: ID, $asOf: AsOf) { openIntents(agreementId: $agreementId, asOf: $asOf) { totalCount nodes { organization { organizationId } } } }',
            args,
            ['agreementId'],
          );
          return { ...counted(organizationIds(openIntents.nodes)), count: openIntents.totalCount };
        }
        case 'meetings': {
          const { meetings } = await data<{
            meetings: {
              totalCount: number;
              nodes: readonly { heldOn: { point: string }; attendance: Ids }[];
            };
          }>(
            'query ($agreementId: ID, $asOf: AsOf) { meetings(agreementId: $agreementId, asOf: $asOf) { totalCount nodes { heldOn { point } attendance { organization { organizationId } } } } }',
            args,
            ['agreementId'],
          );
          return {
            count: meetings.totalCount,
            heldOn: meetings.nodes.map(({ heldOn }) => heldOn.point),
            attendance: meetings.nodes.reduce((sum, { attendance }) => sum + attendance.length, 0),
          };
        }
        case 'roles': {
          const { organization } = await data<{
            organization: { people: readonly { current: boolean; person: { personId: string } }[] };
          }>(
            'query ($organizationId: ID, $asOf: AsOf) { organization(id: $organizationId, asOf: $asOf) { people { current person { personId } } } }',
            args,
            ['organizationId'],
          );
          const people = (current: boolean) =>
            ids(
              organization.people
                .filter((role) => role.current === current)
                .map(({ person }) => person.personId),
            );
          return { current: people(true), former: people(false) };
        }
        case 'resolveOrganization': {
          const { organization } = await data<{ organization: { organizationId: string } | null }>(
            'query ($name: String, $asOf: AsOf) { organization(name: $name, asOf: $asOf) { organizationId } }',
            args,
            ['name'],
          );
          return { organizationId: organization?.organizationId ?? null };
        }
        case 'agreementsInForce': {
          const { agreements } = await data<{ agreements: { nodes: readonly { agreementId: string }[] } }>(
            'query ($asOf: AsOf) { agreements(filter: { inForce: [YES] }, first: 100, asOf: $asOf) { nodes { agreementId } } }',
            args,
            [],
          );
          return { agreementIds: ids(agreements.nodes.map((one) => one.agreementId)) };
        }
        case 'agreementsByOrganization': {
          const { organization } = await data<{
            organization: {
              agreements: { nodes: readonly { agreementId: string }[] };
              fundings: { nodes: readonly { fundingId: string }[] };
            };
          }>(
            'query ($organizationId: ID, $asOf: AsOf) { organization(id: $organizationId, asOf: $asOf) { agreements { nodes { agreementId } } fundings { nodes { fundingId } } } }',
            args,
            ['organizationId'],
          );
          return {
            agreementIds: ids(organization.agreements.nodes.map((one) => one.agreementId)),
            fundingIds: ids(organization.fundings.nodes.map((one) => one.fundingId)),
          };
        }
        case 'funding': {
          const { funding } = await data<{
            funding: {
              amount: { value: string };
              supportedProjectsValue: { value: string };
              leverage: string;
            };
          }>(
            'query ($fundingId: ID!, $asOf: AsOf) { funding(id: $fundingId, asOf: $asOf) { amount { value } supportedProjectsValue { value } leverage } }',
            args,
            ['fundingId'],
          );
          return {
            amount: Number(funding.amount.value),
            supportedProjectsValue: Number(funding.supportedProjectsValue.value),
            leverage: Number(funding.leverage),
          };
        }
        case 'indicators': {
          const { indicators } = await data<{
            indicators: readonly { indicator: string; value: string | null }[];
          }>(
            'query ($fundingId: ID!, $fiscalYear: String, $asOf: AsOf) { indicators(fundingId: $fundingId, fiscalYear: $fiscalYear, asOf: $asOf) { indicator value } }',
            args,
            ['fundingId', 'fiscalYear'],
          );
          return valuesByIndicator(indicators);
        }
        default:
          throw new Error(`the scenario asks ${query}, which nothing answers`);
      }
    },
    async give(command, args) {
      const mutation = mutationOf(command);
      const { data: recorded, errors } = await gql<
        Record<string, { position: string; events: readonly { type: string }[] } | null>
      >(`mutation ($input: ${command}Input!) { ${mutation}(input: $input) { position events { type } } }`, {
        input: { commandId: randomUUID(), ...inputOf(command, args) },
      });
      const refused = errors[0]?.extensions;
      if (refused) return { error: refused.code, strength: refused.strength };
      const answer = recorded?.[mutation];
      if (!answer) throw new Error(`${mutation} answered nothing`);
      return { events: answer.events.map(({ type }) => type), position: answer.position };
    },
  };
}
