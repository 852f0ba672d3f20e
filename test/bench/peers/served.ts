import Fastify from 'fastify';
import mercurius from 'mercurius';

/** The part of the ledger's GraphQL that the benches ask for. */
const SCHEMA = `
  input DateInput { edtf: String! }
  input EvidenceInput { sourceId: ID! }
  input RecordSignatureInput { commandId: ID!, agreementId: ID!, organizationId: ID!, occurredOn: DateInput!, evidence: [EvidenceInput!]! }
  input AsOf { validOn: String, position: String }
  enum YesNoUnknown { YES NO UNKNOWN }
  input AgreementFilter { inForce: [YesNoUnknown!] }
  enum AgreementSort { TITLE }
  type AgreementRecorded { position: String!, repeated: Boolean! }
  type StatusAnswer { status: String!, certainty: String!, inForce: String! }
  type Organization { id: ID!, name: String! }
  type Participation { organization: Organization! }
  type LedgerEvent { type: String!, recordedAt: String!, recordedBy: String! }
  type LedgerEvents { nodes: [LedgerEvent!]! }
  type Agreement { id: ID!, title: String!, parties: [Participation!]!, history(first: Int!): LedgerEvents! }
  type Agreements { nodes: [Agreement!]! }
  type Query {
    agreementStatus(id: ID!, asOf: AsOf): StatusAnswer
    agreement(id: ID!): Agreement
    agreements(first: Int!, sort: AgreementSort, filter: AgreementFilter, asOf: AsOf): Agreements
  }
  type Mutation { recordSignature(input: RecordSignatureInput!): AgreementRecorded }`;

/** A signature as a client sends it. */
export interface Signing {
  readonly commandId: string;
  readonly agreementId: string;
  readonly organizationId: string;
  readonly occurredOn: { readonly edtf: string };
  readonly evidence: readonly { readonly sourceId: string }[];
}

/** What a peer answers with; `validOn` is one day, there is no other date. */
export interface Peer {
  sign(input: Signing): Promise<{ readonly position: string; readonly repeated: boolean }>;
  status(id: string, validOn: string): Promise<string | null>;
  history(id: string, first: number): Promise<readonly object[]>;
  list(validOn: string, first: number): Promise<readonly object[]>;
}

interface AsOf {
  readonly asOf?: { readonly validOn?: string };
}

/** Serves a peer over Mercurius; resolves with its address. */
export async function serve(peer: Peer): Promise<string> {
  const app = Fastify({ logger: false });
  await app.register(mercurius, {
    jit: 1,
    schema: SCHEMA,
    resolvers: {
      Query: {
        agreementStatus: async (_root: unknown, { id, asOf }: { readonly id: string } & AsOf) => {
          const status = (await peer.status(id, asOf?.validOn ?? today())) ?? 'UNKNOWN_TO_LEDGER';
          return { status, certainty: 'CERTAIN', inForce: status === 'IN_FORCE' ? 'YES' : 'NO' };
        },
        agreement: (_root: unknown, { id }: { readonly id: string }) => ({ id }),
        agreements: async (_root: unknown, { first, asOf }: { readonly first: number } & AsOf) => ({
          nodes: await peer.list(asOf?.validOn ?? today(), first),
        }),
      },
      Agreement: {
        history: async ({ id }: { readonly id: string }, { first }: { readonly first: number }) => ({
          nodes: await peer.history(id, first),
        }),
      },
      Mutation: {
        recordSignature: (_root: unknown, { input }: { readonly input: Signing }) => peer.sign(input),
      },
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address() as { readonly port: number };
  return `http://127.0.0.1:${address.port}`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
