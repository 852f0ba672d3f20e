import type {
  AgreementEventData,
  AgreementStatus,
  Attendance,
  Certainty,
  Day,
  Guest,
  Identifier,
  IntentState,
  MissionEventData,
  SourceEventData,
  Text,
  UncertainDate,
  YesNoUnknown,
} from '@entente/domain';
import type { Envelope } from '@entente/ledger';

/** Positions come from PostgreSQL as text; compare them as bigint. */
type Known = { readonly known_from: string; readonly known_to: string; readonly ordinal: number };
type Valid = { readonly valid_from: string; readonly valid_to: string };

export type ParticipationRole = 'PROSPECTIVE' | 'PARTY' | 'WITHDRAWAL_NOTIFIED' | 'WITHDRAWN' | 'SUCCEEDED';

/** The details of a meeting as the read model keeps them. */
export interface MeetingDetails {
  readonly title?: readonly Text[];
  readonly place?: string;
  readonly hostOrganizationId?: string;
  readonly ordinal?: number;
  readonly attendance: readonly Attendance[];
  readonly guests: readonly Guest[];
  readonly actionTracks: readonly {
    readonly code: string;
    readonly text: readonly Text[];
    readonly ownerId?: string;
    readonly due?: Day;
  }[];
}

/** What is known of an organisation besides its names. */
export interface OrganizationDetails {
  readonly jurisdiction?: string;
  readonly foundedOn?: UncertainDate;
  readonly identifiers: readonly Identifier[];
}

/** The tables of one version of the read model, for Kysely. */
export interface Tables {
  readonly event: {
    readonly position: string;
    readonly id: string;
    readonly stream: string;
    readonly revision: number;
    readonly type: string;
    readonly occurred_day: Day;
    readonly recorded: Date;
    readonly known: Date;
    readonly hash: string;
    readonly envelope: Envelope;
  };
  readonly agreement: Known & {
    readonly agreement_id: string;
    readonly kind: string;
    readonly registration: AgreementEventData['AgreementRegistered'];
    readonly search: string;
    readonly registered_by: string;
  };
  readonly agreement_status: Known &
    Valid & {
      readonly agreement_id: string;
      readonly status: AgreementStatus;
      readonly possible: readonly AgreementStatus[];
      readonly certainty: Certainty;
      readonly in_force: YesNoUnknown;
      readonly since: UncertainDate | null;
      readonly decided_by: readonly string[];
      readonly term_event: string | null;
      readonly ends_on: string;
      readonly title_key: string;
      readonly kind: string;
    };
  readonly agreement_recorded: Known & { readonly agreement_id: string; readonly last_recorded: string };
  readonly participation: Known &
    Valid & {
      readonly agreement_id: string;
      readonly organization_id: string;
      readonly role: ParticipationRole;
      readonly certainty: Certainty;
      readonly signatory_rank: number | null;
      readonly since_day: Day;
      readonly event_id: string;
    };
  readonly intent: Known &
    Valid & {
      readonly agreement_id: string;
      readonly organization_id: string;
      readonly event_id: string;
      readonly state: IntentState;
      readonly certainty: Certainty;
      readonly declared_day: Day;
      readonly declared_position: string;
      readonly expected_by: Day | null;
    };
  readonly lead: Known &
    Valid & {
      readonly agreement_id: string;
      readonly organization_id: string;
      readonly role: string | null;
      readonly place: number;
      readonly event_id: string;
    };
  readonly term: Known & { readonly agreement_id: string; readonly place: number; readonly event_id: string };
  readonly expiry_due: Known & {
    readonly agreement_id: string;
    readonly last_day: Day;
    readonly term_event: string;
  };
  readonly lapse_due: Known & {
    readonly agreement_id: string;
    readonly organization_id: string;
    readonly expected_by: Day;
    readonly intent_event: string;
  };
  readonly organization: Known & {
    readonly organization_id: string;
    readonly kind: string | null;
    readonly details: OrganizationDetails;
    readonly registered_by: string;
    readonly first_name_key: string;
  };
  readonly organization_name: Known &
    Valid & {
      readonly organization_id: string;
      readonly place: number;
      readonly text: string;
      readonly lang: string;
      readonly use: string;
      readonly name_key: string;
      readonly first_words: string;
      readonly event_id: string;
      readonly renamed_on: Day | null;
    };
  readonly person: Known & { readonly person_id: string; readonly registered_by: string };
  readonly role_observation: Known & {
    readonly person_id: string;
    readonly organization_id: string | null;
    readonly event_id: string;
    readonly observed_day: Day;
    /** −infinity where it has no bound that way. */
    readonly observed_earliest: string;
    readonly current: boolean;
    readonly title: Text | null;
  };
  readonly meeting: Known & {
    readonly meeting_id: string;
    readonly agreement_id: string | null;
    readonly state: 'SCHEDULED' | 'HELD' | 'CANCELLED';
    readonly held_day: Day | null;
    readonly event_id: string;
    readonly details: MeetingDetails;
  };
  readonly source: Known & {
    readonly source_id: string;
    readonly deposit: SourceEventData['SourceDeposited'];
  };
  readonly mission: Known & {
    readonly mission_id: string;
    readonly undertaken_day: Day;
    readonly event_id: string;
    readonly details: MissionEventData['MissionUndertaken'];
  };
  readonly mission_organization: Known & {
    readonly mission_id: string;
    readonly organization_id: string;
    readonly part: 'ORGANIZER' | 'FUNDER';
  };
}
