import { randomUUID } from 'node:crypto';
import type { Command } from '@entente/domain';
import { silentLogger } from '@entente/platform';
import type { DestroyedKeys } from '@entente/ledger';
import {
  CALLER,
  EVIDENCE,
  commandIdOf,
  ledgerUnderTest,
  type LedgerUnderTest,
} from '../../ledger/src/testing/ledger-under-test.js';
import { createErasures, type Erasures } from './erasures.js';

const HASH = 'a'.repeat(64);
const FILE_KEY = randomUUID();

/** A ledger in memory, its one kept file, and what carries out erasures on it. */
interface Place {
  readonly under: LedgerUnderTest;
  readonly kept: Set<string>;
  readonly erasures: (around?: Partial<Steps>) => Erasures;
  /** Registers a person and asks for the erasure; nothing carries it out. */
  readonly request: (name: string) => Promise<string>;
  readonly typesOf: (personId: string) => Promise<readonly string[]>;
  readonly nameOf: (personId: string) => Promise<string | undefined>;
}

/** The steps of an erasure, as a test stops them. */
interface Steps {
  readonly erase: (step: () => Promise<DestroyedKeys>) => Promise<DestroyedKeys>;
  readonly remove: (step: () => Promise<void>) => Promise<void>;
  readonly record: <T>(step: () => Promise<T>) => Promise<T>;
}

const AS_IT_IS: Steps = { erase: (step) => step(), remove: (step) => step(), record: (step) => step() };

async function place(): Promise<Place> {
  const under = ledgerUnderTest();
  await under.withBasics();
  await under.record('file', 'depositSource', { sourceId: 'file', kind: 'SCAN', sha256: HASH });
  const { ledger, vault, store } = under;
  const kept = new Set([HASH]);
  const streams = new Set<string>();
  const typesOf = async (personId: string) =>
    (await ledger.reader.read(`person-${personId}`)).map(({ envelope }) => envelope.type);
  return {
    under,
    kept,
    typesOf,
    erasures: (around = {}) => {
      const steps = { ...AS_IT_IS, ...around };
      return createErasures({
        vault: { ...vault, erase: (erasure) => steps.erase(() => vault.erase(erasure)) },
        files: {
          keysOf: async (hashes) => hashes.flatMap((hash) => (kept.has(hash) ? [FILE_KEY] : [])),
          remove: (hashes) =>
            steps.remove(async () => {
              for (const hash of hashes) kept.delete(hash);
            }),
        },
        ledger: { ...ledger, execute: (...command) => steps.record(() => ledger.execute(...command)) },
        store,
        readModel: {
          ask: async <T>() =>
            (await Promise.all(
              [...streams].map(async (personId) => ({
                stream: `person-${personId}`,
                done: (await typesOf(personId)).includes('PersonDataErased'),
              })),
            )) as T,
          projected: async () => ({ position: -1n }) as never,
        },
        log: silentLogger,
      });
    },
    async request(displayName) {
      const { subjectId } = await under.record(displayName, 'registerPerson', {
        displayName,
        evidence: EVIDENCE,
      });
      await under.record(`erase ${displayName}`, 'erasePersonData', {
        personId: subjectId,
        legalBasis: 'OBJECTION',
        sourceIds: ['file'],
      });
      streams.add(subjectId);
      return subjectId;
    },
    async nameOf(personId) {
      const [registered] = await ledger.reader.read(`person-${personId}`);
      const opened = registered && (await ledger.open(registered.envelope, ['/data/displayName']));
      return opened?.get('/data/displayName')?.state;
    },
  };
}

const DONE = ['PersonRegistered', 'ErasureRequested', 'PersonDataErased'];

describe('an erasure', () => {
  it('destroys the keys and the files, and says so once', async () => {
    const { erasures, request, typesOf, nameOf, kept, under } = await place();
    const personId = await request('Camille');
    expect(await nameOf(personId)).toBe('OPENED');
    expect(await erasures().look()).toBe(1);
    expect(await nameOf(personId)).toBe('ERASED');
    expect(kept.size).toBe(0);
    expect(await erasures().look()).toBe(0);
    expect(await typesOf(personId)).toEqual(DONE);
    expect(await under.vault.erasedKeys()).toContainEqual({ kid: FILE_KEY, personId });
  });

  const stopped = (): never => {
    throw new Error('stopped');
  };
  it.each<readonly [string, Partial<Steps>]>([
    ['before the keys are destroyed', { erase: async () => stopped() }],
    [
      'when they are destroyed',
      {
        erase: async (step) => {
          await step();
          return stopped();
        },
      },
    ],
    [
      'when the files are gone',
      {
        remove: async (step) => {
          await step();
          stopped();
        },
      },
    ],
    ['before it is recorded', { record: async () => stopped() }],
    [
      'when it is recorded',
      {
        record: async (step) => {
          await step();
          return stopped();
        },
      },
    ],
  ])('that is stopped %s is done by the next look, as if nothing had been', async (_when, around) => {
    const { erasures, request, typesOf, nameOf, kept, under } = await place();
    const personId = await request('Camille');
    expect(await erasures(around).look()).toBe(0);
    await erasures().look();
    expect(await nameOf(personId)).toBe('ERASED');
    expect(kept.size).toBe(0);
    expect(await typesOf(personId)).toEqual(DONE);
    const [, , done] = await under.ledger.reader.read(`person-${personId}`);
    // The name's own key; that of the file.
    expect(done?.envelope.data).toMatchObject({ otherKeys: 1, key: expect.any(String) });
  });

  it('is red while it cannot be carried out, and looked at again when health is asked', async () => {
    const { erasures, request, typesOf } = await place();
    const personId = await request('Camille');
    let works = false;
    const one = erasures({ erase: (step) => (works ? step() : stopped()) });
    await one.look();
    expect(await one.check()).toMatchObject({ ok: false, reason: expect.any(String) });
    works = true;
    expect(await one.check()).toEqual({ ok: true });
    expect(await typesOf(personId)).toEqual(DONE);
  });

  it('is carried out at once where it is recorded', async () => {
    const { erasures, request, typesOf, under } = await place();
    const personId = await request('Camille');
    const one = erasures();
    one.onRecorded(await under.ledger.reader.read(`person-${personId}`));
    await one.stop();
    expect(await typesOf(personId)).toEqual(DONE);
  });

  it('leaves nothing to seal for that person: another name is refused, and a rehearsal says so', async () => {
    const { erasures, request, under } = await place();
    const personId = await request('Camille');
    await erasures().look();
    const [registered] = await under.ledger.reader.read(`person-${personId}`);
    const renaming = {
      stream: `person-${personId}`,
      records: [{ eventId: registered?.envelope.id ?? '', setSealed: { displayName: 'Camille again' } }],
      reason: 'misread',
      evidence: EVIDENCE,
    };
    const command = { name: 'rectifyRecord', input: renaming } as Command;
    const asked = { commandId: commandIdOf('rehearsed'), caller: CALLER };
    const [rehearsed] = await under.ledger.rehearse([{ command, request: asked }]);
    expect(rehearsed?.refusals).toMatchObject([{ code: 'ALREADY_ERASED', details: { id: personId } }]);
    const outcome = await under.give('rename', 'rectifyRecord', renaming);
    expect(outcome).toMatchObject({ refused: true, code: 'ALREADY_ERASED', details: { id: personId } });
  });
});

describe('a vault that is older than the log', () => {
  it('forgets again whom the log says is erased, and nobody else', async () => {
    const { erasures, request, under } = await place();
    const erased = await request('Camille');
    await erasures().look();
    const others = await under.record('other', 'registerPerson', {
      displayName: 'Dominique',
      evidence: EVIDENCE,
    });
    expect(await erasures().replay()).toBe(0);

    const old = await place();
    const destroyed: string[] = [];
    const { vault } = old.under;
    const replaying = createErasures({
      vault: {
        notErased: vault.notErased,
        erase: async (erasure) => {
          destroyed.push(erasure.personId);
          return vault.erase(erasure);
        },
      },
      files: { keysOf: async () => [], remove: async () => {} },
      ledger: under.ledger,
      store: under.store,
      // The end of the log, which the read model has not read, says it as well.
      readModel: { ask: async <T>() => [] as T, projected: async () => ({ position: -1n }) as never },
      log: silentLogger,
    });
    expect(await replaying.replay()).toBe(1);
    expect(destroyed).toEqual([erased]);
    expect(destroyed).not.toContain(others.subjectId);
    expect(await replaying.replay()).toBe(0);
  });
});
