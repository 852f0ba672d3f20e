import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Migrations of what is around the read model: which versions of it exist, which one is live, how far each has come. The
 * tables of a version are made with it and dropped with it (`version-tables.ts`); they never migrate.
 */
export const MIGRATIONS: Record<string, Migration> = {
  '2026-11-23-versions': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create extension if not exists pg_trgm with schema public`.execute(db);
      await sql`
        create table read_model.version (
          version int primary key,
          layout int not null,
          live boolean not null default false,
          checkpoint text,
          position bigint not null default -1,
          known timestamptz,
          poison text,
          poison_position text,
          created timestamptz not null default clock_timestamp(),
          updated timestamptz not null default clock_timestamp()
        )`.execute(db);
      await sql`create unique index version_live on read_model.version (live) where live`.execute(db);
      await sql`
        create table read_model.reactor (
          name text primary key,
          checkpoint text,
          updated timestamptz not null default clock_timestamp()
        )`.execute(db);
    },
  },
  // What `entente verify` and readers found damaged, until a later look finds it mended (docs/adr/0016).
  '2026-11-28-damage': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table read_model.damage (
          place text not null,
          stream text not null,
          revision int,
          version int,
          fr text not null,
          en text not null,
          found timestamptz not null default clock_timestamp(),
          unique nulls not distinct (place, stream, revision, version, en)
        )`.execute(db);
    },
  },
  // When the ledger last verified itself to the end, for whoever asks.
  '2026-11-30-verification': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table read_model.verification (
          kind text primary key,
          version int not null,
          streams int not null,
          damage int not null,
          finished timestamptz not null default clock_timestamp()
        )`.execute(db);
    },
  },
};
