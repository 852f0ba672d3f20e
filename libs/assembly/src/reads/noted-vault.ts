import type { KeptFiles, Vault } from '@entente/ledger';
import type { Reader, ReadLog, ReadThing } from '@entente/transparency';

/** What is noted while it is opened, and answered once both are done: what cannot be noted stays closed. */
async function whenNoted<T>(noted: Promise<void>, opened: Promise<T>): Promise<T> {
  const [answer] = await Promise.all([opened, noted]);
  return answer;
}

function things(kind: ReadThing['kind'], ids: readonly string[]): readonly ReadThing[] {
  return ids.map((id) => ({ kind, id }));
}

/** A vault that opens what is sealed for somebody, and notes it in the read log before it answers. */
export function notedVault(vault: Vault, reads: Pick<ReadLog, 'note'>, reader: Reader): Vault {
  const note = (kind: ReadThing['kind'], ids: readonly string[]): Promise<void> =>
    ids.length === 0 ? Promise.resolve() : reads.note(reader, things(kind, ids));
  return {
    ...vault,
    open: (kids) => whenNoted(note('KEY', kids), vault.open(kids)),
    documents: (hashes) => whenNoted(note('DOCUMENT', hashes), vault.documents(hashes)),
    async findPersons(text, most) {
      const found = await vault.findPersons(text, most);
      // That nobody is called so is an answer too.
      await reads.note(reader, things('PERSON', found));
      return found;
    },
    contacts: {
      ...vault.contacts,
      addresses: (personIds) => whenNoted(note('PERSON', personIds), vault.contacts.addresses(personIds)),
    },
  };
}

/** Opens a kept file for somebody, and notes it before it answers. */
export function openNotedFile(
  files: Pick<KeptFiles, 'open'>,
  reads: Pick<ReadLog, 'note'>,
  { reader, hash }: { readonly reader: Reader; readonly hash: string },
): ReturnType<KeptFiles['open']> {
  return whenNoted(reads.note(reader, things('DOCUMENT', [hash])), files.open(hash));
}
