import { keepInMemory } from './kept-in-memory.js';
import { saveDraft } from './draft-store.js';
import { newDraft, type Draft } from './draft.js';
import { putInto, registering } from './registering.js';

const OWNER = { ledgerId: 'ledger', actor: 'anne' };
const DEPOSIT = { commandId: 'c', kind: 'LETTER', issuer: '', publishedOn: '', lang: 'fr' } as const;
const SOURCE = { sourceId: 's-1', sha256: 'a'.repeat(64), deposit: DEPOSIT };

beforeEach(() => void keepInMemory());

async function waiting(): Promise<Draft> {
  const draft = newDraft({ source: SOURCE });
  await saveDraft(OWNER, draft);
  return registering(draft, 'C2MI', 'organizationId');
}

describe('an organisation in place of its registration', () => {
  it('leaves the source to be deposited: the registration was never sent', async () => {
    const back = await putInto(OWNER, await waiting(), 'c2mi', 'C2MI', { deposited: false });
    expect(back).toMatchObject({ values: { organizationId: 'c2mi' }, source: { deposit: DEPOSIT } });
  });
});

describe('an organisation that was registered', () => {
  it('has taken the deposit of the source with it', async () => {
    const back = await putInto(OWNER, await waiting(), 'c2mi', 'C2MI', { deposited: true });
    expect(back?.source).toEqual({ sourceId: 's-1', sha256: SOURCE.sha256 });
  });
});
