import { FLAGS } from '@entente/read-model';
import { registerEnumType } from '@nestjs/graphql';

function enumOf<const T extends string>(...names: readonly T[]): { readonly [N in T]: N } {
  return Object.fromEntries(names.map((name) => [name, name])) as { readonly [N in T]: N };
}

function describe(text: string) {
  return { description: text };
}

export const Basis = enumOf('STATED', 'COMPUTED', 'INFERRED', 'PRESUMED', 'SYSTEM');
registerEnumType(Basis, {
  name: 'Basis',
  description: 'How a date, or what a citation says, is known.',
  valuesMap: {
    STATED: describe('The source says it.'),
    COMPUTED: describe('It follows from what a source says.'),
    INFERRED: describe('It is concluded from what sources say.'),
    PRESUMED: describe('Nothing speaks against it.'),
    SYSTEM: describe("The ledger's own clock."),
  },
});

export const Role = enumOf('SECRETARIAT', 'DEPOSITARY', 'AUDITOR', 'DASHBOARD');
registerEnumType(Role, {
  name: 'Role',
  description: 'What somebody may do with the ledger.',
  valuesMap: {
    SECRETARIAT: describe('Records, and reads everything.'),
    DEPOSITARY: describe('As the secretariat, and corrects what was recorded.'),
    AUDITOR: describe('Reads everything.'),
    DASHBOARD: describe('Reads what is not confidential.'),
  },
});

export const Precision = enumOf('DAY', 'MONTH', 'SEASON', 'YEAR', 'PERIOD', 'UNKNOWN');
registerEnumType(Precision, { name: 'Precision', description: 'How finely a date is known.' });

export const Certainty = enumOf('CERTAIN', 'POSSIBLE');
registerEnumType(Certainty, {
  name: 'Certainty',
  description: 'Whether every day that the uncertain dates allow gives the same answer.',
});

export const Likeness = enumOf('SAME', 'NEAR');
registerEnumType(Likeness, {
  name: 'Likeness',
  description: 'How much two names are alike.',
  valuesMap: {
    SAME: describe('Equal but for letters, spaces, legal forms and small words: probably one organisation.'),
    NEAR: describe('One begins with the other or stands in it: perhaps one organisation.'),
  },
});

export const VerificationKind = enumOf('ROWS', 'WHOLE');
registerEnumType(VerificationKind, {
  name: 'VerificationKind',
  description: 'What the ledger verifies of itself.',
  valuesMap: {
    ROWS: describe('The rows from which it answers, against the log: the worker does so again and again.'),
    WHOLE: describe('The log, and the rows against it: `entente verify`.'),
  },
});

export const SearchKind = enumOf('AGREEMENT', 'ORGANIZATION', 'MEETING', 'SOURCE', 'PERSON');
registerEnumType(SearchKind, { name: 'SearchKind', description: 'What a search finds.' });

export const YesNoUnknown = enumOf('YES', 'NO', 'UNKNOWN');
registerEnumType(YesNoUnknown, { name: 'YesNoUnknown', description: 'Yes, no, or not known.' });

export const AgreementStatus = enumOf(
  'DRAFT',
  'OPEN_FOR_SIGNATURE',
  'SIGNED',
  'IN_FORCE',
  'SUSPENDED',
  'EXPIRED',
  'TERMINATED',
  'SUPERSEDED',
  'ABANDONED',
  'NOT_YET',
  'UNKNOWN_TO_LEDGER',
);
registerEnumType(AgreementStatus, {
  name: 'AgreementStatus',
  description: 'The status of an agreement on a day, as known at a time.',
  valuesMap: {
    NOT_YET: describe('Nothing had happened by that day.'),
    UNKNOWN_TO_LEDGER: describe('The ledger did not know the agreement then.'),
  },
});

export const StatusFlag = enumOf(...FLAGS);

export const ChangeCause = enumOf('KNOWLEDGE', 'WORLD');
registerEnumType(ChangeCause, {
  name: 'ChangeCause',
  description: 'Why two answers differ: something was learned, or something has happened.',
});

export const ChangeSubject = enumOf(
  'REGISTRATION',
  'STATUS',
  'TERM',
  'PARTY',
  'INTENT',
  'LEAD',
  'CONTENT',
  'TEXT',
  'DISPUTE',
);
registerEnumType(ChangeSubject, { name: 'ChangeSubject', description: 'What a difference is about.' });

export const CalendarKind = enumOf(
  'TERM_END',
  'NOTICE_DEADLINE',
  'TACIT_RENEWAL',
  'WITHDRAWAL_EFFECT',
  'TERMINATION_EFFECT',
  'SUSPENSION_END',
  'REVIEW_DUE',
  'INTENT_EXPECTED',
  'MANDATE_END',
);
registerEnumType(CalendarKind, {
  name: 'CalendarKind',
  description: 'What falls on a day.',
  valuesMap: {
    TERM_END: describe('The last day before an agreement expires.'),
    NOTICE_DEADLINE: describe('The last day for a notice.'),
    TACIT_RENEWAL: describe('The first day of a period for which a term renews itself.'),
    WITHDRAWAL_EFFECT: describe('The first day on which an organisation is no party any more.'),
    TERMINATION_EFFECT: describe('The first day on which an agreement is terminated.'),
    SUSPENSION_END: describe('The last day of a suspension.'),
    REVIEW_DUE: describe('A review is due that nobody has recorded as held.'),
    INTENT_EXPECTED: describe('The day by which an organisation with an open intent is expected.'),
    MANDATE_END: describe('The last day of a mandate.'),
  },
});

export const DisputeOutcome = enumOf('UPHELD', 'RECTIFIED', 'ANNULLED', 'SET_ASIDE');
registerEnumType(DisputeOutcome, {
  name: 'DisputeOutcome',
  description: 'How a dispute was resolved.',
  valuesMap: {
    UPHELD: describe('The record stands.'),
    RECTIFIED: describe('A record was rectified with it.'),
    ANNULLED: describe('A record was annulled with it.'),
    SET_ASIDE: describe('Nobody can say who is right.'),
  },
});

export const ErasureBasis = enumOf(
  'PURPOSE_FULFILLED',
  'CONSENT_WITHDRAWN',
  'OBJECTION',
  'UNLAWFUL_PROCESSING',
  'LEGAL_OBLIGATION',
);
registerEnumType(ErasureBasis, {
  name: 'ErasureBasis',
  description: 'On what ground the data of a person are erased.',
  valuesMap: {
    PURPOSE_FULFILLED: describe('What they were collected for is done.'),
    CONSENT_WITHDRAWN: describe('The person withdrew the consent.'),
    OBJECTION: describe('The person objected, and nothing outweighs that.'),
    UNLAWFUL_PROCESSING: describe('They ought not to have been kept.'),
    LEGAL_OBLIGATION: describe('A law or an authority demands it.'),
  },
});

export const RecordState = enumOf('AS_RECORDED', 'RECTIFIED', 'ANNULLED');
registerEnumType(RecordState, { name: 'RecordState', description: 'What has become of a record.' });

export const EventStanding = enumOf(
  'IN_EFFECT',
  'RECTIFIED',
  'ANNULLED',
  'PASSED_OVER',
  'NOTICE',
  'OVERTAKEN',
);
registerEnumType(EventStanding, {
  name: 'EventStanding',
  description: 'What has become of an event.',
  valuesMap: {
    PASSED_OVER: describe('It is in effect, and the line of its agreement does not count it.'),
    NOTICE: describe('The ledger noted it by itself; no answer depends on it.'),
    OVERTAKEN: describe('A notice of a day that is another one now.'),
  },
});
registerEnumType(StatusFlag, {
  name: 'StatusFlag',
  description: 'What else a reader should know about a status.',
  valuesMap: {
    EXPIRING: describe('Its end is near.'),
    NOTICE_WINDOW: describe('There is still time to give a notice, but not much.'),
    TERM_UNKNOWN: describe('It is in force, and no end has been recorded.'),
    PASSED_OVER: describe('Some fact recorded of it does not count.'),
    PARTIES_BELOW_TWO: describe('It is in force with fewer than two parties.'),
    PARTLY_SUSPENDED: describe('Some of its parties are suspended, and it is not.'),
    RECTIFIED: describe('A date that decided it was corrected.'),
  },
});

export const ParticipationRole = enumOf(
  'PROSPECTIVE',
  'PARTY',
  'WITHDRAWAL_NOTIFIED',
  'WITHDRAWN',
  'SUCCEEDED',
  'SIGNATORY',
);
registerEnumType(ParticipationRole, {
  name: 'ParticipationRole',
  description: 'The part that an organisation has in an agreement.',
  valuesMap: { SIGNATORY: describe('It has signed what binds by ratification, and is not a party yet.') },
});

export const BindingOn = enumOf('SIGNATURE', 'RATIFICATION');
registerEnumType(BindingOn, { name: 'BindingOn', description: 'What makes an organisation a party.' });

export const TermKind = enumOf('SET', 'EXTENSION', 'RENEWAL', 'NON_RENEWAL', 'REINSTATEMENT');
registerEnumType(TermKind, { name: 'TermKind', description: 'What made a term, or moved its end.' });

export const IntentState = enumOf('OPEN', 'FULFILLED', 'WITHDRAWN', 'LAPSED');
registerEnumType(IntentState, { name: 'IntentState', description: 'What became of a declared intent.' });

export const IntentKind = enumOf('SIGN', 'ACCEDE');
registerEnumType(IntentKind, { name: 'IntentKind', description: 'How an organisation intends to join.' });

export const MeetingState = enumOf('SCHEDULED', 'HELD', 'CANCELLED');
registerEnumType(MeetingState, {
  name: 'MeetingState',
  description: 'What had become of a meeting.',
  valuesMap: { SCHEDULED: describe('It is to be held, or nobody has recorded yet that it was.') },
});

export const ResolutionState = enumOf('PROPOSED', 'ADOPTED', 'REJECTED');
registerEnumType(ResolutionState, {
  name: 'ResolutionState',
  description: 'What had become of a resolution.',
});

export const ProjectState = enumOf(
  'PROPOSED',
  'PARTLY_APPROVED',
  'APPROVED',
  'REFUSED',
  'SUBMITTED',
  'AID_GRANTED',
  'AID_REFUSED',
);
registerEnumType(ProjectState, {
  name: 'ProjectState',
  description: 'What had become of a project.',
  valuesMap: {
    PARTLY_APPROVED: describe('Some approval that the rules of the day ask for is not given.'),
    APPROVED: describe('Every approval that the rules of the day ask for is given.'),
  },
});

export const RuleStrength = enumOf('INVARIANT', 'POLICY', 'ADVICE', 'OPTIONAL');
registerEnumType(RuleStrength, { name: 'RuleStrength', description: 'How strong a rule of a programme is.' });

export const SortDirection = enumOf('ASC', 'DESC');
registerEnumType(SortDirection, {
  name: 'SortDirection',
  description: 'Which way a list goes.',
  valuesMap: {
    ASC: describe('From the first to the last: A to Z, the earliest first.'),
    DESC: describe('From the last to the first: Z to A, the latest first.'),
  },
});

export const AgreementSort = enumOf('TITLE', 'END_DATE', 'LAST_RECORDED');
registerEnumType(AgreementSort, { name: 'AgreementSort', description: 'The order of a list of agreements.' });
