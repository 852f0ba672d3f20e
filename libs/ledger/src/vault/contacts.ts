import { streamNamed } from '@entente/domain';
import type { Pool } from 'pg';
import type { Sealed } from '../envelope/envelope.js';
import { openField, sealField, type FieldPlace, type VaultKey } from '../envelope/sealing.js';
import type { Contacts, FoundKeys, KeyRequest } from './vault.js';

/** The table of the addresses: a key that is destroyed takes its row with it. */
export const CONTACT_SCHEMA = `
  create table if not exists contact (
    kid uuid primary key references vault_key (kid) on delete cascade,
    person_id text not null unique,
    sealed jsonb not null,
    kept timestamptz not null default clock_timestamp()
  );
`;

/** The addresses in a vault's database. */
export function contactsIn(parts: {
  readonly pool: Pool;
  readonly ledgerId: string;
  readonly keysFor: (requests: readonly KeyRequest[]) => Promise<readonly VaultKey[]>;
  readonly open: (kids: readonly string[]) => Promise<FoundKeys>;
}): Contacts {
  const { pool, ledgerId, keysFor, open } = parts;
  return {
    async keep({ personId, address }) {
      const [key] = await keysFor([{ kind: 'PERSON', personId }]);
      if (!key) throw new Error('the vault gave no key');
      const sealed = sealField(address, placeOf(ledgerId, personId), key);
      await pool.query(
        `insert into contact (kid, person_id, sealed) values ($1, $2, $3)
         on conflict (person_id) do update set kid = excluded.kid, sealed = excluded.sealed, kept = clock_timestamp()`,
        [key.kid, personId, JSON.stringify(sealed)],
      );
    },
    async addresses(personIds) {
      const { rows } = await pool.query<{ person_id: string; sealed: Sealed }>({
        name: 'vault-contacts',
        text: 'select person_id, sealed from contact where person_id = any($1::text[])',
        values: [personIds],
      });
      const { keys } = await open(rows.map(({ sealed }) => sealed.kid));
      return new Map(
        rows.flatMap(({ person_id: personId, sealed }) => {
          const key = keys.get(sealed.kid);
          const opened = key && openField(sealed, placeOf(ledgerId, personId), key);
          return typeof opened?.value === 'string' ? [[personId, opened.value] as const] : [];
        }),
      );
    },
    async remove(personId) {
      await pool.query('delete from contact where person_id = $1', [personId]);
    },
  };
}

/** What an address is sealed for: another person's does not open. */
function placeOf(ledger: string, personId: string): FieldPlace {
  const stream = streamNamed('person', personId);
  return { ledger, id: stream, stream, type: 'Contact', pointer: '/address' };
}
