import { silentLogger } from '@entente/platform';
import { createLogTree, makeSignerKey, signNote, verifierOf, writeCheckpoint } from '@entente/proof';
import { createWitnessing } from './witnessing.js';

it('a witness that does not answer is named once it has not for an hour', async () => {
  const key = makeSignerKey('entente/test');
  const tree = createLogTree();
  tree.append(Buffer.alloc(32, 1));
  const text = writeCheckpoint({ origin: 'entente/test', size: 1, root: tree.root() });
  let now = Date.parse('2026-01-01T00:00:00Z');
  const witnessing = createWitnessing({
    // Nobody listens there.
    witnesses: { all: [{ url: 'http://127.0.0.1:1', key: verifierOf(key) }], quorum: 1 },
    book: {
      latest: async () => ({
        number: 1,
        size: 1,
        note: signNote(text, [makeSignerKey('other')]),
        published: new Date(0),
      }),
    },
    cosignatures: { add: async () => {} },
    tree: { tree },
    now: () => new Date(now),
    log: silentLogger,
  });
  const { signal } = new AbortController();
  await witnessing.ask(signal);
  expect([witnessing.state().witnesses, witnessing.overdue()]).toEqual(['0 of 1', null]);
  now += 3_600_000;
  await witnessing.ask(signal);
  expect(witnessing.overdue()).toBe(
    'for more than an hour no cosignature was got from entente/test; the log says why',
  );
});
