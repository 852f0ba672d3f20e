import type { Text, UncertainDate } from '@entente/domain';
import { writePosition } from '@entente/ledger';
import type { EventRow } from '@entente/read-model';
import type { AgreementRecord } from '../agreement-record.js';
import type { CompiledRelease, DatedFact, LinkedRelease, Release } from './schema.js';

/** An event as a release: what was recorded, without what is sealed. */
export function releaseOf({ envelope, hash, position }: EventRow): Release {
  const { ledger, stream, prev, occurred, effective, provenance, data } = envelope;
  return {
    ...named(envelope),
    '@type': 'Release',
    agreementId: stream.slice('agreement-'.length),
    position: writePosition(ledger, BigInt(position)),
    hash,
    previousHash: prev,
    occurred: datedFact(occurred),
    effective: datedFact(effective),
    sources: provenance.map(({ source, from, to }) => ({ sourceId: source, from, to })),
    data: { ...data } as Release['data'],
  };
}

/** An event as a record names it. */
export function linkedRelease({ envelope, hash }: EventRow): LinkedRelease {
  return { ...named(envelope), hash };
}

function named({ ledger, stream, rev, recorded, type }: EventRow['envelope']) {
  const id = `${stream}@${rev}`;
  return { '@id': `urn:entente:${ledger}:${id}`, id, date: recorded, tag: [type] };
}

/** What was known of an agreement, put together. */
export function compiledRelease(ledgerId: string, of: AgreementRecord): CompiledRelease {
  const { agreementId, kind, titles, sectors, binding, identifiers, status, term, leads, supersededBy } = of;
  return {
    '@type': 'CompiledRelease',
    agreementId,
    tag: ['compiled'],
    kind,
    title: titles.map(languageText),
    sectors: sectors.map(languageText),
    binding,
    identifiers: identifiers.map(({ scheme, value }) => ({ scheme, value })),
    status: { ...status, possible: [...status.possible], since: orNull(status.since) },
    term: term && { ...term, startsOn: orNull(term.startsOn), endsOn: orNull(term.endsOn) },
    parties: of.participants.map(({ organizationId, names, since, until, ...party }) => ({
      '@id': `urn:entente:${ledgerId}:organization-${organizationId}`,
      organizationId,
      name: names.map(languageText),
      ...party,
      since: datedFact(since),
      until: orNull(until),
    })),
    leads: [...leads],
    supersededBy,
  };
}

function languageText({ text, lang }: Text) {
  return { '@value': text, '@language': lang };
}

function orNull(date: UncertainDate | null): DatedFact | null {
  return date && datedFact(date);
}

function datedFact({ edtf, point, earliest, latest, basis }: UncertainDate): DatedFact {
  return { edtf, point, earliest, latest, basis };
}
