import { randomUUID } from 'node:crypto';
import { addDays } from '@entente/domain';
import type { EventStore, NewEvent } from '@entente/event-store';
import { STORED_EVENTS, sealBytes, type Envelope } from '@entente/ledger';

/** How many organisations the generated agreements are made between. */
export const ORGANIZATIONS = 200;
/** Events of one generated agreement, its notice of expiry not counted: registration, two signatures, term, entry into force. */
export const EVENTS_PER_AGREEMENT = 5;

const RECORDED = '2026-01-01T00:00:00.000Z';
const TOPICS = ['semi-conducteurs', 'quantique', 'formation', 'aérospatiale', 'énergie', 'santé', 'mobilité'];

const JURISDICTIONS = ['CA-QC', 'US-VT', 'US-NY', 'US-ME', 'CA-ON'];

type Content = Pick<Envelope, 'type' | 'data'> & { readonly day: string };

/** Writes whole streams as the ledger would have sealed them, without its decisions, as fast as the store takes them. */
async function writeStreams(
  store: EventStore,
  ledgerId: string,
  streams:
    AsyncIterable<readonly [string, readonly Content[]]> | Iterable<readonly [string, readonly Content[]]>,
): Promise<void> {
  const under = new Set<Promise<unknown>>();
  for await (const [stream, contents] of streams) {
    let prev: string | null = null;
    const events: NewEvent[] = contents.map(({ type, data, day }, rev) => {
      STORED_EVENTS.validate(type, 1, data);
      const date = {
        edtf: day,
        point: day,
        earliest: day,
        latest: day,
        precision: 'DAY',
        basis: 'STATED',
      } as const;
      const id = randomUUID();
      const { bytes, hash } = sealBytes({
        v: 1,
        ledger: ledgerId,
        id,
        stream,
        rev,
        type,
        schema: 1,
        occurred: date,
        effective: date,
        recorded: RECORDED,
        actor: 'secretariat:bench',
        cause: {
          command: randomUUID(),
          name: 'bench',
          digest: '0'.repeat(64),
          correlation: null,
          causation: null,
        },
        prev,
        after: null,
        provenance: [{ source: 'bench', from: 1, to: 2, kind: 'STATED' }],
        overrides: [],
        advice: [],
        data,
        personal: {},
      });
      prev = hash;
      return { id, type, bytes };
    });
    const append = store.append(stream, 'none', events).finally(() => under.delete(append));
    under.add(append);
    if (under.size >= 256) await Promise.race(under);
  }
  await Promise.all(under);
}

/** The source and the organisations that generated agreements refer to. */
export async function generateOrganizations(store: EventStore, ledgerId: string): Promise<void> {
  const day = '2020-01-01';
  await writeStreams(store, ledgerId, [
    [
      'source-bench',
      [
        {
          type: 'SourceDeposited',
          day,
          data: { sourceId: 'bench', kind: 'REGISTER', sha256: 'a'.repeat(64) },
        },
      ],
    ],
    ...Array.from({ length: ORGANIZATIONS }, (_, n): readonly [string, readonly Content[]] => [
      `organization-org-${n}`,
      [
        {
          type: 'OrganizationRegistered',
          day,
          data: {
            organizationId: `org-${n}`,
            jurisdiction: JURISDICTIONS[n % JURISDICTIONS.length] ?? '',
            names: [{ text: `Organisation numéro ${n} du Nord-Est`, lang: 'fr', use: 'OFFICIAL' }],
          },
        },
      ],
    ]),
  ]);
}

/**
 * Agreements numbered `from` to `to` (exclusive), each between two organisations. Those that have ended have their notice: a
 * ledger that runs has recorded it, and one that had not would be busy recording it while it is measured.
 */
export async function generateAgreements(
  store: EventStore,
  ledgerId: string,
  from: number,
  to: number,
): Promise<void> {
  function* agreements(): Iterable<readonly [string, readonly Content[]]> {
    for (let n = from; n < to; n += 1) {
      const agreementId = `bench-${n}`;
      const day = addDays('2018-01-01', n % 2_500);
      const date = (edtf: string) => ({
        edtf,
        point: edtf,
        earliest: edtf,
        latest: edtf,
        precision: 'DAY' as const,
        basis: 'STATED' as const,
      });
      const title = `Entente ${TOPICS[n % TOPICS.length]} ${n}`;
      const signed = (place: number): Content => ({
        type: 'PartnerSigned',
        day: addDays(day, place),
        data: {
          agreementId,
          organizationId: `org-${(n * 7 + place * 13) % ORGANIZATIONS}`,
          signatoryRank: place,
        },
      });
      const startsOn = date(addDays(day, 10));
      const lastDay = addDays(day, 1_835);
      const today = new Date().toISOString().slice(0, 10);
      const notice: Content = {
        type: 'AgreementExpired',
        day: addDays(lastDay, 1),
        data: {
          agreementId,
          lastDayInForce: lastDay,
          reason: 'TERM_ENDED',
          scheduledFor: addDays(lastDay, 1),
          detectedLate: false,
        },
      };
      yield [
        `agreement-${agreementId}`,
        [
          {
            type: 'AgreementRegistered',
            day,
            data: {
              agreementId,
              kind: 'MOU',
              title: [{ text: title, lang: 'fr' }],
              sectors: [{ text: TOPICS[n % TOPICS.length] ?? '', lang: 'fr' }],
              openToAccession: true,
              binding: 'UNKNOWN',
            },
          },
          signed(1),
          signed(2),
          {
            type: 'AgreementTermSet',
            day: addDays(day, 10),
            data: { agreementId, startsOn, endsOn: date(lastDay) },
          },
          {
            type: 'AgreementEnteredIntoForce',
            day: addDays(day, 10),
            data: { agreementId, basis: 'STATED' },
          },
          // A day more, for the zone of the ledger may be behind: then it is the reactor that records the last few.
          ...(addDays(lastDay, 1) < today ? [notice] : []),
        ],
      ];
    }
  }
  await writeStreams(store, ledgerId, agreements());
}
