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

type Content = Pick<Envelope, 'type' | 'data'> & { readonly day: string; readonly schema?: number };

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
    const events: NewEvent[] = contents.map(({ type, data, day, schema = 1 }, rev) => {
      STORED_EVENTS.validate(type, schema, data);
      const date = dateOf(day);
      const id = randomUUID();
      const { bytes, hash } = sealBytes({
        v: 1,
        ledger: ledgerId,
        id,
        stream,
        rev,
        type,
        schema,
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

function dateOf(day: string) {
  return { edtf: day, point: day, earliest: day, latest: day, precision: 'DAY', basis: 'STATED' } as const;
}

/** The source and the organisations that generated agreements refer to. */
export async function generateOrganizations(
  store: EventStore,
  ledgerId: string,
  organizations = ORGANIZATIONS,
): Promise<void> {
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
    ...Array.from({ length: organizations }, (_, n): readonly [string, readonly Content[]] => [
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
  await writeStreams(
    store,
    ledgerId,
    agreements(from, to, (n) => plainAgreement(n)),
  );
}

/** As {@link generateAgreements}, with what fills a calendar: notices, tacit renewals, reviews, intents; some have three parties. */
export async function generateVariedAgreements(
  store: EventStore,
  ledgerId: string,
  { agreements: count, organizations }: { readonly agreements: number; readonly organizations: number },
): Promise<void> {
  await writeStreams(
    store,
    ledgerId,
    agreements(0, count, (n) => variedAgreement(n, organizations)),
  );
}

function* agreements(
  from: number,
  to: number,
  contentsOf: (n: number) => readonly Content[],
): Iterable<readonly [string, readonly Content[]]> {
  for (let n = from; n < to; n += 1) yield [`agreement-bench-${n}`, contentsOf(n)];
}

/** The day of registration of an agreement, and the last day of its term. */
function daysOf(n: number): { readonly day: string; readonly lastDay: string } {
  const day = addDays('2018-01-01', n % 2_500);
  return { day, lastDay: addDays(day, 1_835) };
}

function plainAgreement(n: number): readonly Content[] {
  const { day, lastDay } = daysOf(n);
  const startsOn = dateOf(addDays(day, 10));
  return [
    registered(n),
    signed(n, 1, ORGANIZATIONS),
    signed(n, 2, ORGANIZATIONS),
    {
      type: 'AgreementTermSet',
      day: addDays(day, 10),
      data: { ...of(n), startsOn, endsOn: dateOf(lastDay) },
    },
    enteredIntoForce(n),
    ...noticeOfExpiry(n),
  ];
}

function variedAgreement(n: number, organizations: number): readonly Content[] {
  const { day, lastDay } = daysOf(n);
  const tacit = n % 5 === 1;
  const term = { ...of(n), startsOn: dateOf(addDays(day, 10)), endsOn: dateOf(lastDay), noticeDays: 60 };
  const parties = n % 4 === 0 ? [1, 2, 3] : [1, 2];
  return [
    registered(n),
    ...parties.map((place) => signed(n, place, organizations)),
    {
      type: 'AgreementTermSet',
      schema: 2,
      day: addDays(day, 10),
      data: tacit ? { ...term, renewal: 'TACIT', tacit: { period: 'P1Y' } } : term,
    },
    enteredIntoForce(n),
    ...(n % 7 === 3
      ? [
          {
            type: 'ReviewScheduled',
            day: addDays(day, 20),
            data: { ...of(n), reviewId: 'review', dueOn: dateOf(addDays(day, 700)) },
          },
        ]
      : []),
    // Expected in years to come: one that is overdue has its notice, and would be given it while it is measured.
    ...(n % 11 === 5
      ? [
          {
            type: 'PartnerIntentDeclared',
            day: addDays(day, 30),
            data: {
              ...of(n),
              organizationId: organizationOf(n, 5, organizations),
              intent: 'ACCEDE',
              expectedBy: addDays('2027-06-01', n % 1_000),
            },
          },
        ]
      : []),
    ...(n % 3 === 0
      ? [
          {
            type: 'AgreementTextDeposited',
            day: addDays(day, 40),
            data: { ...of(n), docHash: n.toString(16).padStart(64, '0'), lang: 'fr' },
          },
        ]
      : []),
    ...(tacit ? [] : noticeOfExpiry(n)),
  ];
}

const of = (n: number): { readonly agreementId: string } => ({ agreementId: `bench-${n}` });
const organizationOf = (n: number, place: number, organizations: number): string =>
  `org-${(n * 7 + place * 13) % organizations}`;

function registered(n: number): Content {
  const topic = TOPICS[n % TOPICS.length] ?? '';
  return {
    type: 'AgreementRegistered',
    day: daysOf(n).day,
    data: {
      ...of(n),
      kind: 'MOU',
      title: [{ text: `Entente ${topic} ${n}`, lang: 'fr' }],
      sectors: [{ text: topic, lang: 'fr' }],
      openToAccession: true,
      binding: 'UNKNOWN',
    },
  };
}

function signed(n: number, place: number, organizations: number): Content {
  return {
    type: 'PartnerSigned',
    day: addDays(daysOf(n).day, place),
    data: { ...of(n), organizationId: organizationOf(n, place, organizations), signatoryRank: place },
  };
}

function enteredIntoForce(n: number): Content {
  return {
    type: 'AgreementEnteredIntoForce',
    day: addDays(daysOf(n).day, 10),
    data: { ...of(n), basis: 'STATED' },
  };
}

/** A day more, for the zone of the ledger may be behind: then it is the reactor that records the last few. */
function noticeOfExpiry(n: number): readonly Content[] {
  const { lastDay } = daysOf(n);
  const day = addDays(lastDay, 1);
  if (day >= new Date().toISOString().slice(0, 10)) return [];
  return [
    {
      type: 'AgreementExpired',
      day,
      data: {
        ...of(n),
        lastDayInForce: lastDay,
        reason: 'TERM_ENDED',
        scheduledFor: day,
        detectedLate: false,
      },
    },
  ];
}
