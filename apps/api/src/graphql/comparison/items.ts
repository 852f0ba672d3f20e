import type { Content, Json } from '@entente/domain';
import { AgreementAmended, AgreementTextDeposited, streamNamed } from '@entente/domain';
import { annulmentOf, UNKNOWN_AGREEMENT } from '../agreement/unknown-agreement.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import type { Loaders } from '../loading/loaders.js';
import type { ChangeSubject } from '../vocabulary/enums.js';

/** One thing that an answer says of an agreement: what it is about, what it says, and the events that decide it. */
export interface Item {
  readonly subject: keyof typeof ChangeSubject;
  /** Which organisation, event, member or role; null where there is one alone. */
  readonly key: string | null;
  readonly value: Json;
  readonly decidedBy: readonly string[];
}

const MEMBERS: readonly (keyof Content)[] = [
  'title',
  'objectives',
  'sectors',
  'openToAccession',
  'binding',
  'initiative',
];

/** All that an answer says of an agreement at its dates, each once. */
export async function itemsOf(
  agreementId: string,
  asOf: AnswerAsOf,
  loaders: Loaders,
): Promise<readonly Item[]> {
  const agreement = await loaders.agreement(asOf, agreementId);
  const status = await loaders.status(asOf, agreementId);
  if (!agreement || agreement.annulled || !status)
    return [
      item(
        'STATUS',
        null,
        { ...UNKNOWN_AGREEMENT, since: null },
        await annulmentOf(agreementId, asOf, loaders),
      ),
    ];
  const [parties, participationOf, intents, leads, texts, disputes, amended, amendedBy] = await Promise.all([
    loaders.takingPart(asOf, agreementId),
    loaders.participation(asOf, agreementId),
    loaders.intents(asOf, agreementId),
    loaders.leads(asOf, agreementId),
    loaders.texts(asOf, agreementId),
    loaders.disputesOfStream(asOf, streamNamed('agreement', agreementId)),
    agreement.amended ? loaders.content(asOf, agreementId) : null,
    agreement.amended ? amendmentsBy(agreementId, asOf, loaders) : new Map<string, string>(),
  ]);
  const content: Content = amended?.content ?? agreement.registration;
  const roles = Map.groupBy(leads, ({ role }) => role);
  return [
    item('REGISTRATION', null, { registered: true }, [agreement.registered_by]),
    item(
      'STATUS',
      null,
      {
        status: status.status,
        certainty: status.certainty,
        possible: status.possible,
        inForce: status.in_force,
        since: status.since,
      },
      status.decided_by,
    ),
    ...(status.term ? [item('TERM', null, termOf(status.term), [status.term.setBy])] : []),
    ...parties.map(participationOf).map(({ organization_id, decided_by, event_id, ...row }) => {
      const { role, certainty, capacity, since, joined, until, suspended } = row;
      return item('PARTY', organization_id, { role, certainty, capacity, since, joined, until, suspended }, [
        ...new Set([decided_by, event_id]),
      ]);
    }),
    ...intents.map((row) =>
      item(
        'INTENT',
        row.event_id,
        {
          organizationId: row.organization_id,
          state: row.state,
          certainty: row.certainty,
          declared: row.declared,
          expectedBy: row.expected_by,
        },
        [row.event_id],
      ),
    ),
    ...[...roles].map(([role, rows]) =>
      item('LEAD', role, { organizations: rows.map(({ organization_id }) => organization_id) }, [
        ...new Set(rows.map(({ event_id }) => event_id)),
      ]),
    ),
    ...MEMBERS.flatMap((member) => {
      const value = content[member];
      return value === undefined
        ? []
        : [item('CONTENT', member, { [member]: value }, [amendedBy.get(member) ?? agreement.registered_by])];
    }),
    ...(await Promise.all(
      texts.map(async ({ event_id }) => {
        const { docHash, lang } = (await loaders.fact(AgreementTextDeposited, asOf, event_id)).data;
        return item('TEXT', docHash, { docHash, lang }, [event_id]);
      }),
    )),
    ...disputes
      .filter(({ open }) => open)
      .map(({ event_id, targets, member }) => item('DISPUTE', event_id, { targets, member }, [event_id])),
  ];
}

/** The last amendment in effect by the day that changes each member of the content, by member. */
async function amendmentsBy(
  agreementId: string,
  asOf: AnswerAsOf,
  loaders: Loaders,
): Promise<ReadonlyMap<string, string>> {
  const rows = await loaders.amendments(asOf, agreementId);
  const amendments = await Promise.all(
    rows.map(({ event_id }) => loaders.fact(AgreementAmended, asOf, event_id)),
  );
  const inEffect = amendments.filter(({ effective }) => effective.point <= asOf.validOn);
  return new Map(inEffect.flatMap(({ id, data }) => data.changes.map(({ member }) => [member, id] as const)));
}

function termOf({
  startsOn,
  endsOn,
  duration,
  renewal,
  noticeDays,
  openEnded,
  tacit,
  kind,
}: TermRow): object {
  return { kind, startsOn, endsOn, duration, renewal, noticeDays, openEnded, tacit };
}

type TermRow = NonNullable<NonNullable<Awaited<ReturnType<Loaders['status']>>>['term']>;

function item(
  subject: Item['subject'],
  key: string | null,
  value: object,
  decidedBy: readonly string[],
): Item {
  return { subject, key, value: value as Json, decidedBy };
}
