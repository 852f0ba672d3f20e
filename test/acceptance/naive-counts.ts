/**
 * A second, naive answer to "how many": it reads the log, folds each stream afresh for every day asked, and counts in memory what
 * the list of agreements would show. It shares no code with the read model's counts.
 */
import {
  contentOn,
  foldAgreement,
  foldLetters,
  inEffect,
  intentOn,
  isPartyOn,
  linksIn,
  statusOn,
  type AgreementEvent,
  type AgreementLine,
  type Day,
  type PastEvent,
} from '@entente/domain';
import type { LoggedEvent } from './naive-as-of.js';

/** The counts of one key, as the API answers them. */
export interface NaiveCounts {
  readonly known: number;
  readonly signed: number;
  readonly inForce: number;
  readonly perhapsInForce: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

/** All that a ledger counts on a day, as known at a position. */
export interface NaiveStats {
  readonly agreements: NaiveCounts;
  readonly by: Readonly<
    Record<
      'byKind' | 'byJurisdiction' | 'byRegion' | 'bySector' | 'bySignatureYear',
      Readonly<Record<string, NaiveCounts>>
    >
  >;
  readonly openIntents: number;
  readonly organizations: number;
  /** `organisation agreement` of every party of an agreement in force by points; those that are the same are one. */
  readonly edges: readonly string[];
}

/** What was recorded up to a position, stream by stream, as it is corrected there. */
export interface NaiveLedger {
  readonly agreements: readonly { readonly id: string; readonly line: AgreementLine }[];
  readonly organizations: ReadonlyMap<string, Registered>;
  readonly rootOf: (organizationId: string) => string;
}

interface Registered {
  readonly jurisdiction?: string;
  readonly regions?: readonly string[];
}

/** Reads what the log held at a position. */
export function naiveLedger(log: readonly LoggedEvent[], position: bigint): NaiveLedger {
  const streams = Map.groupBy(
    log.filter((one) => one.position <= position),
    ({ stream }) => stream,
  );
  const facts = [...streams].flatMap(([stream, events]) => {
    const [, kind = '', id = ''] = /^(\w+)-(.*)$/.exec(stream) ?? [];
    const effective = inEffect(events.map(({ event }) => event as unknown as PastEvent));
    const first = effective.find(({ order }) => order === 0);
    return first ? [{ kind, id, effective, first }] : [];
  });
  const organizations = facts.filter(({ kind }) => kind === 'organization');
  const above = new Map(
    organizations.flatMap(({ id, effective }) => linksIn(effective).map((link) => [link.id, id] as const)),
  );
  const rootOf = (id: string): string => {
    const next = above.get(id);
    return next === undefined ? id : rootOf(next);
  };
  return {
    rootOf,
    organizations: new Map(organizations.map(({ id, first }) => [id, first.data as Registered])),
    agreements: facts
      .filter(({ kind }) => kind === 'agreement')
      .map(({ id, effective }) => ({ id, line: foldAgreement(effective as unknown as AgreementEvent[]) })),
  };
}

/** Counts all that there is on a day. */
export function naiveStats({ agreements, organizations, rootOf }: NaiveLedger, day: Day): NaiveStats {
  const seen = agreements.map(({ id, line }) => {
    const { status, inForce } = statusOn(line, day);
    const reached = line.steps.filter((step) => step.status === 'SIGNED' || step.status === 'IN_FORCE');
    const roots = new Set(
      line.participations
        .filter((one) => isPartyOn(one, day))
        .map(({ organizationId }) => rootOf(organizationId)),
    );
    const of = [...roots].map((root) => organizations.get(root) ?? {});
    const signed = reached.some(({ point }) => point <= day);
    const signature = reached.find((step) => step.status === 'SIGNED') ?? reached[0];
    return {
      status,
      signed,
      inForce,
      edges: status === 'IN_FORCE' ? [...roots].map((root) => `${root} ${id}`) : [],
      keys: {
        byKind: [line.registration?.data.kind ?? ''],
        byJurisdiction: of.flatMap(({ jurisdiction }) => jurisdiction ?? []),
        byRegion: of.flatMap(({ regions }) => regions ?? []),
        bySector: (contentOn(line, day)?.sectors ?? []).map(({ text }) => foldLetters(text)),
        bySignatureYear: signed && signature ? [signature.point.slice(0, 4)] : [],
      },
    };
  });
  const count = (some: typeof seen): NaiveCounts => ({
    known: some.length,
    signed: some.filter(({ signed }) => signed).length,
    inForce: some.filter(({ inForce }) => inForce === 'YES').length,
    perhapsInForce: some.filter(({ inForce }) => inForce === 'UNKNOWN').length,
    byStatus: Object.fromEntries(
      [...Map.groupBy(some, ({ status }) => status)].map(([status, of]) => [status, of.length]),
    ),
  });
  const by = (dimension: keyof NaiveStats['by']) => {
    const keys = [...new Set(seen.flatMap(({ keys: of }) => of[dimension]))];
    return Object.fromEntries(
      keys.map((key) => [key, count(seen.filter(({ keys: of }) => of[dimension].includes(key)))]),
    );
  };
  const intents = agreements.flatMap(({ line }) => line.intents.map((intent) => intentOn(intent, day)));
  return {
    agreements: count(seen),
    by: {
      byKind: by('byKind'),
      byJurisdiction: by('byJurisdiction'),
      byRegion: by('byRegion'),
      bySector: by('bySector'),
      bySignatureYear: by('bySignatureYear'),
    },
    openIntents: intents.filter((intent) => intent?.state === 'OPEN').length,
    organizations: [...organizations.keys()].filter((id) => rootOf(id) === id).length,
    edges: seen.flatMap(({ edges }) => edges).toSorted(),
  };
}
