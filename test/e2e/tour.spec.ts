import { startLedger, type LedgerProcess } from '../support/ledger-process.js';
import { depositSource, record, registerOrganization } from '../support/recording.js';
import { logStores, type LogPlace } from '../support/log-stores.js';

let ledger: LedgerProcess;
describe.each(logStores('The tour', 7))('a ledger whose log is in $name', (store) => {
  let place: LogPlace;

  beforeAll(async () => {
    place = await store.open();
    ledger = await startLedger({ env: place.env });
  }, 120_000);
  afterAll(async () => {
    await ledger?.dispose();
    await place?.dispose();
  });

  async function answer<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T> {
    const { data, errors } = await ledger.gql<T>(query, variables);
    expect(errors).toEqual([]);
    return data as T;
  }

  describe('the tour of the README', () => {
    it('tells who had signed the Northeast corridor MOU on 28 January 2025, by rank', async () => {
      const { agreement } = await answer<{
        agreement: { parties: readonly { role: string; organization: { organizationId: string } }[] };
      }>(
        `{ agreement(id: "corridor-ne", asOf: { validOn: "2025-01-28" }) { parties { role organization { organizationId } } } }`,
      );
      expect(agreement.parties.map(({ organization }) => organization.organizationId)).toEqual([
        'amcham-qc',
        'accd',
        'uvm',
        'technum',
        'distriq',
        'c2mi',
        'iseq',
        'usherbrooke',
        'cpq',
      ]);
      expect(new Set(agreement.parties.map(({ role }) => role))).toEqual(new Set(['PARTY']));
    });

    it('tells who only intended to on 16 April 2025, and since when the ledger knew', async () => {
      const { openIntents } = await answer<{
        openIntents: {
          totalCount: number;
          nodes: readonly {
            organization: { organizationId: string };
            knownSince: string;
            declared: { edtf: string };
          }[];
        };
      }>(`{ openIntents(agreementId: "corridor-ne", asOf: { validOn: "2025-04-16" }) {
      totalCount nodes { organization { organizationId } knownSince declared { edtf } }
    } }`);
      expect(openIntents.totalCount).toBe(3);
      expect(openIntents.nodes.map(({ organization }) => organization.organizationId).sort()).toEqual([
        'cmc',
        'nh-bea',
        'venture-lab',
      ]);
      expect(new Set(openIntents.nodes.map(({ declared }) => declared.edtf))).toEqual(
        new Set(['2025-04-16']),
      );
      for (const { knownSince } of openIntents.nodes) expect(knownSince).toMatch(/^2025-04-17T/);
    });

    it('knows of none of these intents as the ledger knew it on that day itself', async () => {
      const { openIntents } = await answer<{
        openIntents: { totalCount: number; nodes: readonly unknown[] };
      }>(
        `{ openIntents(agreementId: "corridor-ne", asOf: { validOn: "2025-04-16", knownAt: "2025-04-16T23:59:59Z" }) {
        totalCount nodes { ageDays }
      } }`,
      );
      expect(openIntents).toEqual({ totalCount: 0, nodes: [] });
    });

    it('tells that AMQ–Mont-Blanc was in force on 4 June 2024 and expired the day after, by its term', async () => {
      const { last, after } = await answer<Record<'last' | 'after', object>>(
        `{ last: agreementStatus(id: "amq-mbi", asOf: { validOn: "2024-06-04" }) { ...told }
         after: agreementStatus(id: "amq-mbi", asOf: { validOn: "2024-06-05" }) { ...told } }
       fragment told on StatusAnswer { status certainty inForce possible since { point } decidedBy { type } }`,
      );
      expect(last).toMatchObject({ status: 'IN_FORCE', certainty: 'CERTAIN', inForce: 'YES' });
      expect(after).toEqual({
        status: 'EXPIRED',
        certainty: 'CERTAIN',
        inForce: 'NO',
        possible: ['EXPIRED'],
        since: { point: '2024-06-05' },
        decidedBy: [{ type: 'AgreementTermSet' }],
      });
    });

    it('takes one more signature, and shows it, its event and its place in the history', async () => {
      await depositSource(ledger, 'tour');
      await registerOrganization(ledger, 'tour-partner', 'Institut Tournesol de Trois-Rivières', 'tour');
      const before = await answer<{ agreement: { history: { totalCount: number } } }>(
        '{ agreement(id: "corridor-ne") { history { totalCount } } }',
      );
      const { recordSignature } = await answer<{
        recordSignature: {
          position: string;
          repeated: boolean;
          warnings: readonly { rule: string }[];
          events: readonly {
            id: string;
            type: string;
            revision: number;
            hash: string;
            previousHash: string;
          }[];
          agreement: { parties: readonly { organization: { organizationId: string } }[] };
        };
      }>(
        `mutation ($input: RecordSignatureInput!) { recordSignature(input: $input) {
        position repeated warnings { rule } events { id type revision hash previousHash }
        agreement { parties { organization { organizationId } } }
      } }`,
        {
          input: {
            commandId: 'b3ad0b0e-36d5-4b5c-9d4f-6f7fb5a0f6d1',
            agreementId: 'corridor-ne',
            organizationId: 'tour-partner',
            occurredOn: { edtf: '2025-06-02' },
            evidence: [{ sourceId: 'tour' }],
            overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'Signed at the table, as the tour says.' }],
          },
        },
      );
      expect(recordSignature.repeated).toBe(false);
      expect(recordSignature.agreement.parties).toHaveLength(10);
      const [event] = recordSignature.events;

      const there = await answer<{
        agreement: {
          parties: readonly {
            organization: { organizationId: string; name: string };
            since: { edtf: string };
          }[];
          history: {
            totalCount: number;
            nodes: readonly { id: string; type: string; revision: number; hash: string; position: string }[];
          };
        };
        before: { parties: readonly unknown[] };
      }>(
        `query ($position: Position!) {
        agreement(id: "corridor-ne", asOf: { validOn: "2025-06-02", position: $position }) {
          parties { organization { organizationId name } since { edtf } }
          history(first: 200) { totalCount nodes { id type revision hash position } }
        }
        before: agreement(id: "corridor-ne", asOf: { validOn: "2025-06-01", position: $position }) { parties { role } }
      }`,
        { position: recordSignature.position },
      );
      expect(
        there.agreement.parties.find(({ organization }) => organization.organizationId === 'tour-partner'),
      ).toEqual({
        organization: { organizationId: 'tour-partner', name: 'Institut Tournesol de Trois-Rivières' },
        since: { edtf: '2025-06-02' },
      });
      expect(there.before.parties).toHaveLength(9);
      const { history } = there.agreement;
      expect(history.totalCount).toBe(before.agreement.history.totalCount + 1);
      expect(history.nodes.at(-1)).toEqual({
        id: event?.id,
        type: 'PartnerSigned',
        revision: history.nodes.length - 1,
        hash: event?.hash,
        position: recordSignature.position,
      });
      expect(event?.previousHash).toBe(history.nodes.at(-2)?.hash);
    });

    it('answers a repeated command with what it recorded the first time, and records nothing', async () => {
      const input = {
        commandId: '5f1d7e8a-2d7c-4f6a-8f5e-1f0f5a2f7c11',
        organizationId: 'tour-twice',
        names: [{ text: 'Deux fois la même demande inc.', lang: 'fr' }],
        evidence: [{ sourceId: 'S0' }],
      };
      const first = await record(ledger, 'registerOrganization', input);
      const head = await answer<{ position: { head: string } }>('{ position { head } }');
      const second = await record(ledger, 'registerOrganization', {
        ...input,
        commandId: input.commandId.toUpperCase(),
      });
      expect(second).toEqual({ ...first, repeated: true });
      expect(await answer('{ position { head } }')).toEqual(head);
    });

    it('gives the names known then, of the parties then, below one asOf', async () => {
      const { then, now } = await answer<Record<'then' | 'now', { names: readonly { text: string }[] }>>(
        `{ then: organization(id: "uvm", asOf: { knownAt: "2025-02-01T00:00:00Z" }) { names { text } }
         now: organization(id: "uvm") { names { text } } }`,
      );
      expect(then.names).toEqual([{ text: 'Université du Vermont' }]);
      expect(now.names).toContainEqual({ text: 'University of Vermont' });
    });
  });
});
