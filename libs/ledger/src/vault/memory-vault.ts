import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { searchWords } from '@entente/domain';
import { sha256 } from '@entente/proof';
import type { VaultKey } from '../envelope/sealing.js';
import { PersonErasedError, type ErasedKey, type Vault } from './vault.js';

/** A vault in memory, for unit tests. */
export function createMemoryVault(): Vault {
  const keys = new Map<string, Buffer>();
  const persons = new Map<string, string>();
  const kept = new Map<string, Buffer>();
  const named = new Map<string, readonly string[]>();
  const links = new Map<string, readonly string[]>();
  const erased = new Map<string, ErasedKey & { readonly own: boolean }>();
  const erasedPersons = new Set<string>();
  const addresses = new Map<string, string>();
  const ownKey = randomBytes(32);
  const make = (): VaultKey => {
    const made = { kid: randomUUID(), key: randomBytes(32) };
    keys.set(made.kid, made.key);
    return made;
  };
  return {
    secretFor: (purpose) => createHmac('sha256', ownKey).update(purpose).digest(),
    contacts: {
      async keep({ personId, address }) {
        if (erasedPersons.has(personId)) throw new PersonErasedError(personId);
        addresses.set(personId, address);
      },
      addresses: async (personIds) =>
        new Map([...addresses].filter(([personId]) => personIds.includes(personId))),
      async remove(personId) {
        addresses.delete(personId);
      },
    },
    async keysFor(requests) {
      return requests.map((request) => {
        if (request.kind === 'TEXT') {
          const text = make();
          links.set(text.kid, request.names);
          return text;
        }
        if (erasedPersons.has(request.personId)) throw new PersonErasedError(request.personId);
        const kid = persons.get(request.personId);
        const key = kid === undefined ? undefined : keys.get(kid);
        if (kid !== undefined && key) return { kid, key };
        const made = make();
        persons.set(request.personId, made.kid);
        return made;
      });
    },
    async keep(documents) {
      for (const bytes of documents) kept.set(sha256(bytes), bytes);
    },
    async documents(hashes) {
      return new Map(
        hashes.flatMap((hash) => {
          const bytes = kept.get(hash);
          return bytes ? [[hash, { state: 'OPENED', bytes }]] : [];
        }),
      );
    },
    async indexNames(names) {
      for (const { personId, name } of names)
        named.set(personId, [...(named.get(personId) ?? []), ...searchWords(name)]);
    },
    async findPersons(text, most) {
      const words = searchWords(text);
      const found = [...named].filter(([, own]) =>
        words.every((word) => own.some((one) => one.startsWith(word))),
      );
      return words.length === 0
        ? []
        : found
            .map(([personId]) => personId)
            .toSorted()
            .slice(0, most);
    },
    personsWithoutName: async () => [...persons.keys()].filter((personId) => !named.has(personId)),
    async open(kids) {
      const found = new Map<string, Buffer>();
      for (const kid of kids) {
        const key = keys.get(kid);
        if (key) found.set(kid, key);
      }
      return { keys: found, erased: new Set(kids.filter((kid) => erased.has(kid))) };
    },
    async erase({ personId, documents, keys: others }) {
      erasedPersons.add(personId);
      for (const hash of documents) kept.delete(hash);
      named.delete(personId);
      addresses.delete(personId);
      const own = persons.get(personId);
      persons.delete(personId);
      const texts = [...links].flatMap(([kid, names]) => (names.includes(personId) ? [kid] : []));
      for (const kid of new Set([...(own === undefined ? [] : [own]), ...texts, ...others])) {
        keys.delete(kid);
        links.delete(kid);
        if (!erased.has(kid)) erased.set(kid, { kid, personId, own: kid === own });
      }
      const all = [...erased.values()].filter((one) => one.personId === personId);
      const key = all.find((one) => one.own)?.kid ?? null;
      return { key, otherKeys: all.length - (key === null ? 0 : 1) };
    },
    notErased: async (personIds) => personIds.filter((personId) => !erasedPersons.has(personId)),
    erasedKeys: async () => [...erased.values()].map(({ kid, personId }) => ({ kid, personId })),
    unusable: async () => [],
    async close() {},
  };
}
