import { keepInMemory } from '../drafts/kept-in-memory.js';
import { queryClient } from '../../asking/use-answer.js';
import { SESSION_KEY } from '../../session/ask-session.js';
import { newDraft } from '../drafts/draft.js';
import type { Sending } from './sending.js';
import { Outbox } from './outbox.js';

const OWNER = { ledgerId: 'ledger', actor: 'anne' };
const SENDING = { command: 'recordSignature', input: { agreementId: 'a' }, title: 'Signature', draft: null };

/** What the ledger answers to each command that is sent, by its id; it is signed in to as somebody. */
class Ledger {
  actor = 'anne';
  readonly sent: string[] = [];
  readonly answers: { [commandId: string]: object } = {};

  readonly answer = async (_url: string, { body }: { readonly body: string }) => {
    const { query, variables } = JSON.parse(body) as {
      readonly query: string;
      readonly variables: {
        readonly commands?: readonly { readonly input: { readonly commandId: string } }[];
      };
    };
    const id = variables.commands?.[0]?.input.commandId;
    if (id === undefined || !query.includes('mutation'))
      return json({ data: { viewer: { actor: this.actor }, ledger: { id: 'ledger' } } });
    this.sent.push(id);
    return json(this.answers[id] ?? recorded());
  };
}

function json(answer: object) {
  return { json: async () => answer };
}

function recorded(): object {
  return { data: { record: { position: '1', results: [{ repeated: false, events: [], warnings: [] }] } } };
}

const { fetch, addEventListener, removeEventListener } = globalThis;
let kept: Map<string, unknown>;
let ledger: Ledger;
let stop: () => void;
let outbox: Outbox;

beforeEach(() => {
  kept = keepInMemory();
  ledger = new Ledger();
  Object.assign(globalThis, {
    fetch: ledger.answer,
    addEventListener: () => {},
    removeEventListener: () => {},
  });
  outbox = new Outbox(OWNER);
  stop = outbox.start();
});
afterEach(() => {
  stop();
  queryClient.clear();
  Object.assign(globalThis, { fetch, addEventListener, removeEventListener });
});

const stateOf = (id: string) => kept.get(`ledger/anne/sending/${id}`) as Sending | undefined;

/** Waits until what is kept of something that was sent is as expected. */
async function until(id: string, is: (sending: Sending) => boolean): Promise<Sending> {
  for (let tried = 0; tried < 400; tried += 1) {
    const sending = stateOf(id);
    if (sending && is(sending)) return sending;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${id} stays ${JSON.stringify(stateOf(id))}`);
}

const add = (id: string, more: Partial<Sending> = {}) =>
  outbox.add({ ...SENDING, id, ...more, input: { ...SENDING.input, ...more.input, commandId: id } });

describe('the outbox', () => {
  it('sends what waits, in its order', async () => {
    await add('one');
    await add('two');
    await until('two', ({ state }) => state === 'RECORDED');
    expect(ledger.sent).toEqual(['one', 'two']);
  });

  it('has everything asked again that a new fact changes', async () => {
    const keys = [['answer', 'x'], ['pages', 'x'], SESSION_KEY];
    for (const key of keys) queryClient.setQueryData(key, {});
    await add('one');
    await until('one', ({ state }) => state === 'RECORDED');
    expect(keys.map((key) => queryClient.getQueryState(key)?.isInvalidated)).toEqual([true, true, true]);
  });

  it('sends nothing under the name of somebody else, until its own person is back', async () => {
    ledger.actor = 'bruno';
    // Tried so often that only the session wakes it within this spec.
    kept.set('ledger/anne/sending/one', {
      ...SENDING,
      id: 'one',
      input: { commandId: 'one' },
      state: 'WAITING',
      tries: 20,
      madeAt: 1,
    });
    outbox.poke();
    expect(await until('one', ({ waitsFor }) => waitsFor !== undefined)).toMatchObject({
      state: 'WAITING',
      waitsFor: 'SESSION',
    });
    queryClient.setQueryData(SESSION_KEY, { viewer: { actor: 'bruno' }, ledger: { id: 'ledger' } });
    expect(ledger.sent).toEqual([]);
    ledger.actor = 'anne';
    queryClient.setQueryData(SESSION_KEY, { viewer: { actor: 'anne' }, ledger: { id: 'ledger' } });
    await until('one', ({ state }) => state === 'RECORDED');
  });

  it('goes on past what the ledger fails at, but for what depends on it', async () => {
    const source = { command: 'depositSource', input: { sourceId: 's-9' }, begins: 's-9' };
    ledger.answers['deposit'] = { data: null, errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }] };
    await add('deposit', source);
    await add('citing', { input: { evidence: [{ sourceId: 's-9' }] } });
    await add('other');
    await until('other', ({ state }) => state === 'RECORDED');
    expect(await until('citing', ({ waitsFor }) => waitsFor === 'LEDGER')).toMatchObject({ tries: 0 });
    expect(ledger.sent).not.toContain('citing');
  });

  it('gives back as a draft what it cannot send, and asks the ledger first where that may have it', async () => {
    ledger.answers['one'] = { data: null, errors: [{ message: 'something between' }] };
    const draft = newDraft();
    await add('one', { draft });
    await until('one', ({ waitsFor }) => waitsFor === 'LEDGER');
    await outbox.takeBack('one');
    expect(stateOf('one')).toBeUndefined();
    expect(kept.get(`ledger/anne/draft/${draft.id}`)).toMatchObject({ id: draft.id });

    ledger.answers['two'] = ledger.answers['one'];
    await add('two', { draft: newDraft() });
    await until('two', ({ waitsFor }) => waitsFor === 'LEDGER');
    ledger.answers['two'] = recorded();
    await outbox.takeBack('two');
    expect(stateOf('two')).toMatchObject({ state: 'RECORDED' });
  });
});
