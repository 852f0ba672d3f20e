import { randomUUID } from 'node:crypto';
import { ask, type Server } from './load.js';

const WINDOW = 100;
const AT_ONCE = 16;

const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { position } }`;

/**
 * Has many organisations sign one agreement, one after the other, each waited for in the answer. Resolves with the rates (per
 * second) of the first and of the last hundred signatures: what an agreement that grows costs.
 */
export async function signedByMany(
  server: Server,
  organizations: number,
): Promise<{ readonly first: number; readonly last: number }> {
  const give = (name: string, type: string, input: object): Promise<unknown> =>
    ask(server.url, server.tokens[0] ?? '', mutation(name, type), {
      input: { commandId: randomUUID(), ...input },
    });
  const evidence = [{ sourceId: 'bench' }];
  const ids = Array.from({ length: organizations }, (_none, n) => `crowd-${n}`);
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await Promise.all(
      ids.slice(from, from + AT_ONCE).map((organizationId) =>
        give('registerOrganization', 'RegisterOrganizationInput', {
          organizationId,
          names: [{ text: `${randomUUID()} ${organizationId}`, lang: 'en' }],
          evidence,
        }),
      ),
    );
  await give('registerAgreement', 'RegisterAgreementInput', {
    agreementId: 'crowd',
    kind: 'MOU',
    title: [{ text: 'Signed by many', lang: 'en' }],
    evidence,
  });
  const rates: number[] = [];
  for (let from = 0; from < ids.length; from += WINDOW) {
    const begun = performance.now();
    for (const organizationId of ids.slice(from, from + WINDOW))
      await give('recordSignature', 'RecordSignatureInput', {
        agreementId: 'crowd',
        organizationId,
        occurredOn: { edtf: '2025-01', basis: 'STATED' },
        evidence,
      });
    rates.push((WINDOW * 1_000) / (performance.now() - begun));
  }
  return { first: rates[0] ?? 0, last: rates.at(-1) ?? 0 };
}
