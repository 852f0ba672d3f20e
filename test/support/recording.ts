/** Recording facts over GraphQL, as a member of the secretariat would. */
import { createHash, randomUUID } from 'node:crypto';
import { until, type GqlAnswer, type LedgerProcess } from './ledger-process.js';

/** What every mutation answers. */
export interface Receipt {
  readonly position: string;
  readonly repeated: boolean;
  readonly events: readonly { readonly id: string; readonly type: string; readonly revision: number }[];
}

type Input = Readonly<Record<string, unknown>>;

/** The inputs that two mutations share; every other has the name of its mutation. */
const SHARED_INPUTS: Readonly<Record<string, string>> = {
  adoptResolution: 'DecideResolutionInput',
  rejectResolution: 'DecideResolutionInput',
  approveProject: 'JudgeProjectInput',
  refuseProject: 'JudgeProjectInput',
};

/** Sends a mutation, with a commandId of its own where the input has none. */
export function send(
  ledger: Pick<LedgerProcess, 'gql'>,
  mutation: string,
  input: Input,
  token?: string | null,
): Promise<GqlAnswer<Readonly<Record<string, Receipt | null>>>> {
  const type = SHARED_INPUTS[mutation] ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { position repeated events { id type revision } } }`;
  return ledger.gql(query, { input: { commandId: randomUUID(), ...input } }, token);
}

/** Sends a mutation that is to succeed. */
export async function record(
  ledger: Pick<LedgerProcess, 'gql'>,
  mutation: string,
  input: Input,
): Promise<Receipt> {
  const { data, errors } = await send(ledger, mutation, input);
  const receipt = data?.[mutation];
  if (!receipt) throw new Error(`${mutation} was refused: ${JSON.stringify(errors)}`);
  return receipt;
}

/** Waits until all that was recorded is shown. */
export async function untilShown(ledger: Pick<LedgerProcess, 'gql'>): Promise<void> {
  await until('all that was recorded is shown', async () => {
    const { data } = await ledger.gql<{
      readonly position: { readonly head: string; readonly projected: string };
    }>('{ position { head projected } }');
    return data?.position.head === data?.position.projected;
  });
}

/** Records facts of an agreement, each of a day or of none, on the word of a source. */
export function recordOf(ledger: Pick<LedgerProcess, 'gql'>, agreementId: string) {
  return (mutation: string, day: string | null, more: Input = {}): Promise<Receipt> =>
    record(ledger, mutation, {
      agreementId,
      ...(day !== null && { occurredOn: { edtf: day, basis: 'STATED' } }),
      evidence: [{ sourceId: 's1', lines: { from: 16, to: 16 } }],
      ...more,
    });
}

/** Deposits a source that later facts cite. */
export function depositSource(ledger: Pick<LedgerProcess, 'gql'>, sourceId: string): Promise<Receipt> {
  return record(ledger, 'depositSource', {
    sourceId,
    kind: 'TEST',
    lang: 'en',
    sha256: createHash('sha256').update(sourceId).digest('hex'),
  });
}

/** Registers an organisation on the word of a source. */
export function registerOrganization(
  ledger: Pick<LedgerProcess, 'gql'>,
  organizationId: string,
  text: string,
  sourceId: string,
): Promise<Receipt> {
  return record(ledger, 'registerOrganization', {
    organizationId,
    names: [{ text, lang: 'fr' }],
    evidence: [{ sourceId }],
  });
}

/** Registers an agreement on the word of a source. */
export function registerAgreement(
  ledger: Pick<LedgerProcess, 'gql'>,
  agreementId: string,
  text: string,
  sourceId: string,
): Promise<Receipt> {
  return record(ledger, 'registerAgreement', {
    agreementId,
    kind: 'MOU',
    title: [{ text, lang: 'fr' }],
    evidence: [{ sourceId }],
  });
}
