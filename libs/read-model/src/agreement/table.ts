import type {
  AgreementStatus,
  Certainty,
  Content,
  Day,
  EventData,
  IntentState,
  ParticipationRole as RoleOnTheLine,
  PassedOver,
  PassedOverBeside,
  Tacit,
  TermKind,
  Text,
  UncertainDate,
  YesNoUnknown,
} from '@entente/domain';
import {
  day,
  int,
  json,
  orNull,
  position,
  table,
  text,
  timelessTable,
  uuid,
  uuids,
  words,
  yes,
} from '../schema/table.js';

/** A role as it is answered: those of the line, and whoever only intends to join. */
export type ParticipationRole = RoleOnTheLine | 'PROSPECTIVE';

/** The roles of whoever is a party: also one that has notified its withdrawal, until that takes effect. */
export const PARTY_ROLES = ['PARTY', 'WITHDRAWAL_NOTIFIED'] as const satisfies readonly ParticipationRole[];

/** A term as the read model keeps it. */
export interface TermContent {
  readonly setBy: string;
  readonly kind: TermKind;
  /** It follows the term before it as a renewal does. */
  readonly renews: boolean;
  /** The day from which it holds (null: from the beginning), and that from which the next one does (null: none). */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly startsOn: UncertainDate | null;
  /** Stated or derived; of a tacit term, the end of its first period. */
  readonly endsOn: UncertainDate | null;
  readonly duration: string | null;
  readonly renewal: string | null;
  readonly noticeDays: number | null;
  readonly openEnded: boolean;
  readonly tacit: Tacit | null;
}

/** What flags ask of an act that decided a status. */
export interface DecidingAct {
  readonly eventId: string;
  readonly recorded: string;
  /** The last day on which it can have happened. */
  readonly happenedBy: Day;
  readonly presumed: boolean;
}

/** What the registration says of an agreement: knowledge, which holds on every day. */
export const AGREEMENT = timelessTable(
  'agreement',
  {
    agreement_id: text(),
    kind: text(),
    registration: json<EventData['AgreementRegistered']>(),
    /** A space and the folded letters of whatever it is found by, so that each word begins after a space. */
    search: text(),
    /** Its identifiers as they are compared, each as `identifierKey` writes it. */
    identifiers: words(),
    registered_by: uuid(),
    /** Its registration is annulled: it is shown only where others name it. */
    annulled: yes(),
    /** What it says of itself changed with time: its content is asked by day. */
    amended: yes(),
  },
  ['using gin (search public.gin_trgm_ops)', 'using gin (identifiers)'],
);

/** The status line, one row a stretch of days with one answer. */
export const AGREEMENT_STATUS = table(
  'agreement_status',
  {
    agreement_id: text(),
    status: text<AgreementStatus>(),
    possible: words<AgreementStatus>(),
    certainty: text<Certainty>(),
    in_force: text<YesNoUnknown>(),
    since: orNull(json<UncertainDate>()),
    decided_by: uuids(),
    decided: json<readonly DecidingAct[]>(),
    /** A rectification in effect set a date of an act that decided. */
    rectified: yes(),
    /** A date that decided the answer is marked, or has two bounds. */
    date_uncertain: yes(),
    /** The term on the day. */
    term: orNull(json<TermContent>()),
    /** The last day in force by the end that governs on the day; `infinity` where there is none. */
    ends_on: day(),
    /** The term whose end governs on the day: what notices and flags look at. */
    governing: orNull(json<TermContent>()),
    parties: int(),
    /** Some of its parties are suspended, and it is not. */
    partly_suspended: yes(),
    title_key: text(),
    kind: text(),
  },
  [
    '(title_key, agreement_id)',
    '(status, title_key, agreement_id)',
    '(in_force, title_key, agreement_id)',
    '(ends_on, agreement_id)',
    '(status, ends_on, agreement_id)',
    // What few agreements are: looked for in the order of a list, most of it would be read for nothing.
    "(title_key, agreement_id) where certainty = 'POSSIBLE'",
    `(title_key, agreement_id) where decided @> '[{"presumed": true}]' or governing ->> 'tacit' is not null`,
  ],
);

/**
 * The status line as it is counted: what a count asks of every agreement there is, and nothing else. Most of a row of the status
 * is what an answer about one agreement says; a count would read ten times as much there.
 */
export const AGREEMENT_COUNTED = table('agreement_counted', {
  agreement_id: text(),
  status: text<AgreementStatus>(),
  certainty: text<Certainty>(),
  in_force: text<YesNoUnknown>(),
  ends_on: day(),
  kind: text(),
  /** It is in force or suspended, and no end or duration of it is known. */
  without_term: yes(),
  /** It had been signed or in force by the day, whatever came since. */
  signed: yes(),
  /** The year in which it was signed, else in which it entered into force. */
  signature_year: orNull(int()),
  /** Its sectors as they are compared, each once, and as they are written. */
  sector_keys: words(),
  sectors: words(),
});

/** How an agreement writes each sector that it ever names, by what sectors are compared by. */
export const SECTOR = timelessTable(
  'sector',
  {
    agreement_id: text(),
    key: text(),
    label: text(),
    /** Where the log has its registration. */
    registered_at: position(),
  },
  ['(key, registered_at)'],
);

/** Who takes part, in which role. */
export const PARTICIPATION = table(
  'participation',
  {
    agreement_id: text(),
    organization_id: text(),
    role: text<ParticipationRole>(),
    certainty: text<Certainty>(),
    signatory_rank: orNull(int()),
    since_day: day(),
    /** The date that decided since when: that of the act, or that of the entry into force. */
    since: json<UncertainDate>(),
    /** The event of that date. */
    decided_by: uuid(),
    /** The effective date of the act. */
    joined: json<UncertainDate>(),
    capacity: orNull(text()),
    name_as_signed: orNull(json<Text>()),
    signed_by: json<readonly string[]>(),
    event_id: uuid(),
    /** From when it is no party any more, and the event that says so; both from the day on which that was notified or agreed. */
    until: orNull(json<UncertainDate>()),
    left_by: orNull(uuid()),
    /** The event that notified its withdrawal, from that day until it is revoked. */
    notified_by: orNull(uuid()),
    /** Whose place it took, and who took its own. */
    succeeds: orNull(text()),
    succeeded_by: orNull(text()),
    /** It takes no part for a time, though the agreement is live. */
    suspended: yes(),
  },
  ['(organization_id, known_from, valid_from)'],
);

/** Intents and what became of them. */
export const INTENT = table(
  'intent',
  {
    agreement_id: text(),
    organization_id: text(),
    event_id: uuid(),
    state: text<IntentState>(),
    certainty: text<Certainty>(),
    declared_day: day(),
    declared: json<UncertainDate>(),
    declared_position: position(),
    horizon: json<readonly Text[]>(),
    expected_by: orNull(day()),
  },
  ['(state, declared_day, declared_position)', '(organization_id, known_from, valid_from)'],
);

/** Who leads. */
export const LEAD = table('lead', {
  agreement_id: text(),
  organization_id: text(),
  role: orNull(text()),
  place: int(),
  event_id: uuid(),
});

/** Its opening for signature, and from which day. */
export const OPENING = timelessTable('opening', {
  agreement_id: text(),
  opened_day: day(),
  event_id: uuid(),
});

/** The texts that were deposited, in the order of the log. */
export const AGREEMENT_TEXT = timelessTable('agreement_text', {
  agreement_id: text(),
  place: int(),
  event_id: uuid(),
});

/** Each term that an agreement has had, in the order in which they hold. */
export const TERM = timelessTable('term', {
  agreement_id: text(),
  place: int(),
  event_id: uuid(),
  content: json<TermContent>(),
});

/** What an amended agreement says of itself, by day. */
export const AGREEMENT_CONTENT = table('agreement_content', {
  agreement_id: text(),
  content: json<Content>(),
});

/** Its amendments, in the order in which they take effect. */
export const AMENDMENT = timelessTable('amendment', {
  agreement_id: text(),
  place: int(),
  event_id: uuid(),
});

/** Its reviews: that one was scheduled, and that it was held. */
export const REVIEW = timelessTable('review', {
  agreement_id: text(),
  place: int(),
  review_id: text(),
  scheduled_by: orNull(uuid()),
  held_by: orNull(uuid()),
});

/** Suspensions of the agreement or of some of its parties, in the order in which they began. */
export const SUSPENSION = timelessTable('suspension', {
  agreement_id: text(),
  place: int(),
  event_id: uuid(),
  /** The parties that are suspended; none: the whole agreement. */
  organization_ids: words(),
  begins: json<UncertainDate>(),
  last_day: orNull(day()),
  /** The day from which it holds no more, and the resumption that says so where it did not end by itself. */
  ended: orNull(json<UncertainDate>()),
  ended_by: orNull(uuid()),
});

/** Which agreement took the place of one, from its day on. */
export const SUPERSESSION = table(
  'supersession',
  { agreement_id: text(), successor_id: text(), event_id: uuid() },
  ['(successor_id, known_from, valid_from)'],
);

/** Facts that do not count, and what stands against them. */
export const PASSED_OVER = timelessTable('passed_over', {
  agreement_id: text(),
  event_id: uuid(),
  because: text<PassedOver['because'] | PassedOverBeside['because']>(),
});

/** What evidence there is of an agreement, whatever the day. */
export const AGREEMENT_EVIDENCE = timelessTable('agreement_evidence', {
  agreement_id: text(),
  text_deposited: yes(),
});

/** The days of which sources say something of an agreement; the notices of the ledger itself are not evidence. */
export const EVIDENCE_DAY = timelessTable('evidence_day', { agreement_id: text(), day: day() });

/** The sources that the events of an agreement cite, and where the log cites each first. */
export const CITED_SOURCE = timelessTable('cited_source', {
  agreement_id: text(),
  source_id: text(),
  first_cited: position(),
  /** Whether something in effect cites it. */
  in_effect: yes(),
});

/** The last position that recorded something of the agreement. */
export const AGREEMENT_RECORDED = timelessTable(
  'agreement_recorded',
  { agreement_id: text(), last_recorded: position() },
  ['(last_recorded desc, agreement_id)'],
);

const STANDING_ONLY = 'where known_to = 9223372036854775807';

/** Expiries of the line that have no notice yet: what the expiry reactor looks at. */
export const EXPIRY_DUE = timelessTable(
  'expiry_due',
  { agreement_id: text(), last_day: day(), term_event: uuid() },
  [`(last_day) ${STANDING_ONLY}`],
);

/** Withdrawals that take effect by a day and have no notice yet. */
export const WITHDRAWAL_DUE = timelessTable(
  'withdrawal_due',
  { agreement_id: text(), organization_id: text(), effective_by: day(), notification_event: uuid() },
  [`(effective_by) ${STANDING_ONLY}`],
);

/** Intents that lapse after a day and have no notice yet. */
export const LAPSE_DUE = timelessTable(
  'lapse_due',
  { agreement_id: text(), organization_id: text(), expected_by: day(), intent_event: uuid() },
  [`(expected_by) ${STANDING_ONLY}`],
);
