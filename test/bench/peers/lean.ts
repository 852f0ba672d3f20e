/**
 * What a team would build by hand: Mercurius over tables that are updated in place, an audit table beside them, one statement
 * a request. The rules of a signature are the ledger's; there is one date, no uncertainty, no proof and nothing sealed.
 */
import { Pool } from 'pg';
import { ORGANIZATIONS } from '../generate.js';
import { serve, type Signing } from './served.js';

/** Sources and organisations, and the tables that answer questions about agreements. */
export const REFERENCES = `
  create table source (id text primary key);
  create table organization (id text primary key, name text not null);
  create table agreement (
    id text primary key, kind text not null, title text not null, title_key text not null,
    starts_on date, ends_on date
  );
  create index on agreement (title_key, id);
  create table signature (
    agreement_id text not null references agreement, organization_id text not null references organization,
    signed_on date not null, command_id uuid not null unique, primary key (agreement_id, organization_id)
  );
  insert into source values ('bench');
  insert into organization select 'org-' || n, 'Organisation numéro ' || n || ' du Nord-Est' from generate_series(0, ${ORGANIZATIONS - 1}) n;`;

const AUDIT = `
  create table audit (
    position bigint generated always as identity primary key, recorded timestamptz not null default clock_timestamp(),
    actor text not null, command_id uuid not null unique, agreement_id text not null, what text not null, data jsonb not null
  );
  create index on audit (agreement_id, position);`;

/** Fills tables that are updated in place with as many agreements as the ledger has. */
export async function fillLean(url: string, agreements: number): Promise<void> {
  const pool = new Pool({ connectionString: url });
  await pool.query(`${REFERENCES} ${AUDIT}
    insert into agreement select 'bench-' || n, 'MOU', 'Entente ' || n, 'entente ' || n, '2018-01-11'::date + n % 2500, '2018-01-01'::date + n % 2500 + 1835
      from generate_series(0, ${agreements - 1}) n;
    insert into signature select 'bench-' || n, 'org-' || (n * 7 + place * 13) % ${ORGANIZATIONS}, '2018-01-01'::date + n % 2500 + place, gen_random_uuid()
      from generate_series(0, ${agreements - 1}) n, generate_series(1, 2) place;
    insert into audit (actor, command_id, agreement_id, what, data)
      select 'secretariat:bench', command_id, agreement_id, 'signature', to_jsonb(s) from signature s`);
  await pool.query('vacuum analyze');
  await pool.end();
}

const SIGN = `
  with known as (
    select a.id from agreement a
    where a.id = $2 and exists (select from organization where id = $3) and exists (select from source where id = $5)
      and (a.ends_on is null or a.ends_on >= $4::date)
  ), signed as (
    insert into signature (agreement_id, organization_id, signed_on, command_id)
    select id, $3, $4::date, $1::uuid from known on conflict do nothing returning *
  ), noted as (
    insert into audit (actor, command_id, agreement_id, what, data)
    select $6, command_id, agreement_id, 'signature', jsonb_build_object('organization', organization_id, 'source', $5::text)
    from signed returning position
  )
  select (select position from noted), exists (select from known) as known,
    (select position from audit where command_id = $1::uuid) as before`;

/** The status of an agreement ($1) on a day ($2). */
export const STATUS = `
  select case when starts_on > $2::date then 'SIGNED' when ends_on < $2::date then 'EXPIRED' else 'IN_FORCE' end as status
  from agreement where id = $1`;

/** The first agreements in force on a day ($1), with their parties; how many ($2). */
export const LIST = `
  select a.id, a.title, p.parties from (
    select id, title, title_key from agreement where starts_on <= $1::date and ends_on >= $1::date
    order by title_key, id limit $2
  ) a cross join lateral (
    select json_agg(json_build_object('organization', json_build_object('id', o.id, 'name', o.name))) as parties
    from signature s join organization o on o.id = s.organization_id where s.agreement_id = a.id
  ) p order by a.title_key, a.id`;

const HISTORY = `
  select what as type, recorded as "recordedAt", actor as "recordedBy" from audit where agreement_id = $1
  order by position limit $2`;

interface Signed {
  readonly position: string | null;
  readonly known: boolean;
  readonly before: string | null;
}

/** Starts it over tables that are filled; resolves with its address. */
export async function lean(url: string): Promise<string> {
  const pool = new Pool({ connectionString: url, max: 12, options: '-c jit=off' });
  return serve({
    status: async (id, validOn) => {
      const { rows } = await pool.query<{ status: string }>({
        name: 'status',
        text: STATUS,
        values: [id, validOn],
      });
      return rows[0]?.status ?? null;
    },
    history: async (id, first) =>
      (await pool.query<object>({ name: 'history', text: HISTORY, values: [id, first] })).rows,
    list: async (validOn, first) =>
      (await pool.query<object>({ name: 'list', text: LIST, values: [validOn, first] })).rows,
    sign: async ({ commandId, agreementId, organizationId, occurredOn, evidence }: Signing) => {
      const { rows } = await pool.query<Signed>({
        name: 'sign',
        text: SIGN,
        values: [
          commandId,
          agreementId,
          organizationId,
          occurredOn.edtf,
          evidence[0]?.sourceId,
          'secretariat:bench',
        ],
      });
      const [row] = rows;
      const position = row?.position ?? row?.before;
      if (!row?.known || !position) throw new Error(row?.known ? 'PARTNER_ALREADY_SIGNED' : 'NOT_FOUND');
      return { position, repeated: row.before !== null };
    },
  });
}
