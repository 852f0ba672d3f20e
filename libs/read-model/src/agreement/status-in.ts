import {
  disputesIn,
  foldAgreement,
  intentOn,
  isPartyOn,
  type AgreementLine,
  type Day,
  type DomainEvent,
  type IntentState,
} from '@entente/domain';
import { pastEventsOf, shownOf, type RecordedEvent } from '@entente/ledger';
import { citedSourceRows, evidenceDayRows, evidenceRows } from './evidence-rows.js';
import type { FlagFacts } from './flag-facts.js';
import type { StatusRow } from './queries.js';
import { decidingActs, statusRows } from './status-rows.js';

/** An agreement on a day by the history in hand, as the read model answers it by the log. */
export interface StatusIn {
  /** Null where nothing is known of the agreement. */
  readonly row: StatusRow | null;
  readonly facts: FlagFacts | null;
  /** The organisations that are parties that day. */
  readonly parties: readonly string[];
  /** The intents that are declared by that day, by the ids of their events. */
  readonly intents: ReadonlyMap<string, { readonly organizationId: string; readonly state: IntentState }>;
}

const NOTHING_KNOWN: StatusIn = { row: null, facts: null, parties: [], intents: new Map() };

/**
 * Reckons the status of an agreement on a day from a history that nobody has recorded, or not yet: what a rehearsal assumes.
 *
 * @param publishedOn the day on which a source was published; null where it is not known
 */
export function statusIn(
  agreementId: string,
  history: readonly RecordedEvent[],
  day: Day,
  publishedOn: (sourceId: string) => Day | null,
): StatusIn {
  const { facts, annulled } = shownOf(history);
  if (annulled) return NOTHING_KNOWN;
  const line = foldAgreement(facts);
  const rows = statusRows(agreementId, line, decidingActs(facts, history));
  const row = rows.find(({ valid_from, valid_to }) => isWithin(day, valid_from, valid_to));
  if (!row) return NOTHING_KNOWN;
  return {
    row,
    facts: flagFactsIn(agreementId, history, facts, line, day, publishedOn),
    parties: line.participations
      .flatMap((one) => (isPartyOn(one, day) ? [one.organizationId] : []))
      .toSorted(),
    intents: new Map(
      line.intents.flatMap((intent) => {
        const on = intentOn(intent, day);
        return on ? [[intent.event.id, { organizationId: intent.organizationId, state: on.state }]] : [];
      }),
    ),
  };
}

function flagFactsIn(
  agreementId: string,
  history: readonly RecordedEvent[],
  facts: readonly DomainEvent[],
  line: AgreementLine,
  day: Day,
  publishedOn: (sourceId: string) => Day | null,
): FlagFacts {
  const [evidence] = evidenceRows(agreementId, facts);
  const cited = citedSourceRows(agreementId, history, facts).filter(({ in_effect }) => in_effect);
  const days = [
    ...evidenceDayRows(agreementId, facts).map((row) => row.day),
    ...cited.map(({ source_id }) => publishedOn(source_id)),
  ];
  const [first] = history;
  return {
    agreementId,
    lastEvidence:
      days
        .filter((one): one is Day => one !== null && one <= day)
        .toSorted()
        .at(-1) ?? null,
    textDeposited: evidence?.text_deposited ?? false,
    passedOver: line.passedOver.length + line.passedOverBeside.length > 0,
    disputed: disputesIn(pastEventsOf(history)).flatMap(({ open, targets }) => (open ? targets : [])),
    registered: first ? new Date(first.envelope.recorded) : null,
  };
}

function isWithin(day: Day, from: string, to: string): boolean {
  return (from === '-infinity' || from <= day) && (to === 'infinity' || day < to);
}
