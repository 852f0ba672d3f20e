import {
  addDays,
  changeDays,
  foldAgreement,
  intentOn,
  normalizeName,
  partyOn,
  statusOn,
  termOn,
  type AgreementEvent,
  type AgreementLine,
  type Day,
} from '@entente/domain';
import { pastEventOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { arrayLiteral, bitemporalTable, rowsBySegment, stableJson, type Row } from '../schema/bitemporal.js';

/** What the registration says of an agreement: knowledge, which holds on every day. */
export const AGREEMENT = bitemporalTable(
  'agreement',
  { agreement_id: 'text', kind: 'text', registration: 'json', search: 'text', registered_by: 'uuid' },
  { timeless: true, indexes: ['using gin (search public.gin_trgm_ops)'] },
);

/** The status line, one row a stretch of days with one answer. */
export const AGREEMENT_STATUS = bitemporalTable(
  'agreement_status',
  {
    agreement_id: 'text',
    status: 'text',
    possible: 'text[]',
    certainty: 'text',
    in_force: 'text',
    since: 'json',
    decided_by: 'uuid[]',
    term_event: 'uuid',
    ends_on: 'date',
    title_key: 'text',
    kind: 'text',
  },
  {
    indexes: [
      '(title_key, agreement_id)',
      '(status, title_key, agreement_id)',
      '(in_force, title_key, agreement_id)',
      '(ends_on, agreement_id)',
      '(status, ends_on, agreement_id)',
    ],
  },
);

/** Who takes part, in which role. */
export const PARTICIPATION = bitemporalTable(
  'participation',
  {
    agreement_id: 'text',
    organization_id: 'text',
    role: 'text',
    certainty: 'text',
    signatory_rank: 'int',
    since_day: 'date',
    event_id: 'uuid',
  },
  { indexes: ['(organization_id, known_from, valid_from)'] },
);

/** Intents and what became of them. */
export const INTENT = bitemporalTable(
  'intent',
  {
    agreement_id: 'text',
    organization_id: 'text',
    event_id: 'uuid',
    state: 'text',
    certainty: 'text',
    declared_day: 'date',
    declared_position: 'bigint',
    expected_by: 'date',
  },
  { indexes: ['(state, declared_day, declared_position)', '(organization_id, known_from, valid_from)'] },
);

/** Who leads. */
export const LEAD = bitemporalTable('lead', {
  agreement_id: 'text',
  organization_id: 'text',
  role: 'text',
  place: 'int',
  event_id: 'uuid',
});

/** Each term an agreement has had, in the order in which they hold. */
export const TERM = bitemporalTable(
  'term',
  { agreement_id: 'text', place: 'int', event_id: 'uuid' },
  { timeless: true },
);

/** The last position that recorded something of the agreement. */
export const AGREEMENT_RECORDED = bitemporalTable(
  'agreement_recorded',
  { agreement_id: 'text', last_recorded: 'bigint' },
  { timeless: true, indexes: ['(last_recorded desc, agreement_id)'] },
);

const STANDING_ONLY = 'where known_to = 9223372036854775807';

/** Terms whose end makes the agreement EXPIRED and has no notice yet: what the expiry reactor looks at. */
export const EXPIRY_DUE = bitemporalTable(
  'expiry_due',
  { agreement_id: 'text', last_day: 'date', term_event: 'uuid' },
  { timeless: true, indexes: [`(last_day) ${STANDING_ONLY}`] },
);

/** Intents that lapse after a day and have no notice yet. */
export const LAPSE_DUE = bitemporalTable(
  'lapse_due',
  { agreement_id: 'text', organization_id: 'text', expected_by: 'date', intent_event: 'uuid' },
  { timeless: true, indexes: [`(expected_by) ${STANDING_ONLY}`] },
);

/** From an agreement's history to its rows, through the fold that deciders use. */
export const agreementProjection: Projection = {
  prefix: 'agreement-',
  tables: [
    AGREEMENT,
    AGREEMENT_STATUS,
    PARTICIPATION,
    INTENT,
    LEAD,
    TERM,
    AGREEMENT_RECORDED,
    EXPIRY_DUE,
    LAPSE_DUE,
  ],
  rowsOf(agreementId, history) {
    const events = history.map(({ envelope }) => pastEventOf(envelope) as AgreementEvent);
    const line = foldAgreement(events);
    return [
      agreementRows(agreementId, line),
      statusRows(agreementId, line),
      participationRows(agreementId, line),
      intentRows(agreementId, line, history),
      leadRows(agreementId, line),
      line.terms.map(({ event }, place) => [agreementId, String(place), event.id]),
      recordedRows(agreementId, history),
      expiryRows(agreementId, line, events),
      lapseRows(agreementId, line, events),
    ];
  },
};

/** Nothing but the registration makes this row, and a registration is folded again with every later event. */
const agreementRowOf = new WeakMap<object, Row>();

function agreementRows(agreementId: string, { registration }: AgreementLine): readonly Row[] {
  if (!registration) return [];
  const known = agreementRowOf.get(registration.data);
  if (known) return [known];
  const { data } = registration;
  const texts = [
    ...data.title,
    ...(data.objectives ?? []).flatMap(({ texts: of }) => of),
    ...(data.sectors ?? []),
  ];
  const search = normalizeName(`${agreementId} ${texts.map(({ text }) => text).join(' ')}`);
  const row = [agreementId, data.kind, stableJson(data), search, registration.id];
  agreementRowOf.set(registration.data, row);
  return [row];
}

function statusRows(agreementId: string, line: AgreementLine): readonly Row[] {
  if (!line.registration) return [];
  const { data } = line.registration;
  const titleKey = normalizeName(data.title[0]?.text ?? '').slice(0, 200);
  return rowsBySegment(
    changeDays(line),
    (day) => {
      const on = statusOn(line, day);
      const term = termOn(line, day);
      return [
        [
          agreementId,
          on.status,
          arrayLiteral(on.possible),
          on.certainty,
          on.inForce,
          on.since && stableJson(on.since),
          arrayLiteral(on.decidedBy.map(({ id }) => id)),
          term?.id ?? null,
          term?.data.endsOn?.latest ?? term?.data.endsOn?.point ?? 'infinity',
          titleKey,
          data.kind,
        ],
      ];
    },
    dayBefore,
  );
}

function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

function participationRows(agreementId: string, line: AgreementLine): readonly Row[] {
  const cuts = [
    ...line.parties.flatMap(({ point, latest }) => [point, latest]),
    ...line.intents.flatMap(intentDays),
  ].filter((day) => day !== null);
  return rowsBySegment(
    cuts,
    (day) => {
      const rows: Row[] = [];
      const parties = new Set<string>();
      for (const party of line.parties) {
        const certainty = partyOn(party, day);
        if (!certainty) continue;
        parties.add(party.organizationId);
        const rank = party.event.type === 'PartnerSigned' ? party.event.data.signatoryRank : undefined;
        rows.push([
          agreementId,
          party.organizationId,
          'PARTY',
          certainty,
          rank === undefined ? null : String(rank),
          party.point,
          party.event.id,
        ]);
      }
      for (const intent of line.intents) {
        const on = intentOn(intent, day);
        if (on?.state !== 'OPEN' || parties.has(intent.organizationId)) continue;
        const { organizationId, event, declared } = intent;
        rows.push([agreementId, organizationId, 'PROSPECTIVE', on.certainty, null, declared.point, event.id]);
      }
      return rows;
    },
    dayBefore,
  );
}

function intentDays({ declared, end }: AgreementLine['intents'][number]): readonly (Day | null)[] {
  return [declared.point, declared.latest, end?.earliest ?? null, end?.point ?? null, end?.latest ?? null];
}

function intentRows(
  agreementId: string,
  line: AgreementLine,
  history: readonly RecordedEvent[],
): readonly Row[] {
  return line.intents.flatMap((intent) =>
    rowsBySegment(
      intentDays(intent).filter((day) => day !== null),
      (day) => {
        const on = intentOn(intent, day);
        if (!on) return [];
        const { organizationId, event, declared } = intent;
        return [
          [
            agreementId,
            organizationId,
            event.id,
            on.state,
            on.certainty,
            declared.point,
            history[event.order]?.position.commit.toString() ?? null,
            event.data.expectedBy ?? null,
          ],
        ];
      },
      dayBefore,
    ),
  );
}

function leadRows(agreementId: string, line: AgreementLine): readonly Row[] {
  return rowsBySegment(
    line.leads.map(({ from }) => from),
    (day) => {
      const byRole = new Map<string, (typeof line.leads)[number]>();
      for (const lead of line.leads) if (lead.from <= day) byRole.set(lead.event.data.role ?? '', lead);
      return [...byRole.entries()].flatMap(([role, { event }]) =>
        event.data.organizationIds.map((organizationId, place) => [
          agreementId,
          organizationId,
          role === '' ? null : role,
          String(place),
          event.id,
        ]),
      );
    },
    dayBefore,
  );
}

function recordedRows(agreementId: string, history: readonly RecordedEvent[]): readonly Row[] {
  const last = history.at(-1);
  return last ? [[agreementId, last.position.commit.toString()]] : [];
}

function expiryRows(
  agreementId: string,
  line: AgreementLine,
  events: readonly AgreementEvent[],
): readonly Row[] {
  const expiry = line.steps.find(({ status }) => status === 'EXPIRED');
  if (expiry?.cause.type !== 'AgreementTermSet') return [];
  const lastDay = expiry.cause.data.endsOn?.latest;
  const noticed = events.some((e) => e.type === 'AgreementExpired' && e.data.lastDayInForce === lastDay);
  return lastDay && !noticed ? [[agreementId, lastDay, expiry.cause.id]] : [];
}

function lapseRows(
  agreementId: string,
  line: AgreementLine,
  events: readonly AgreementEvent[],
): readonly Row[] {
  return line.intents.flatMap(({ organizationId, event, end }) => {
    const { expectedBy } = event.data;
    const noticed = events.some((e) => e.type === 'PartnerIntentLapsed' && e.data.intentEventId === event.id);
    return end?.state === 'LAPSED' && expectedBy !== undefined && !noticed
      ? [[agreementId, organizationId, expectedBy, event.id]]
      : [];
  });
}
