import {
  dateIn,
  ofType,
  textIn,
  textsIn,
  type Json,
  type LoggedDate,
  type LoggedEvent,
  type Shown,
} from './facts.js';
import { always, type Replayed, type Statement, type TableName } from './statement.js';

const json = (date: LoggedDate): Json => date as unknown as Json;
const replayed = (statements: readonly Statement[]): Replayed => ({ statements, notReplayed: [] });

/** What the log says of a person, who is known by its id alone: the name stays sealed. */
export function replayPerson({ facts, annulled }: Shown): Replayed {
  const registration = ofType(facts, 'PersonRegistered').slice(0, 1);
  return replayed([
    ...registration.map((one) => always('person', one, { registered_by: one.id, annulled })),
    ...(annulled ? [] : ofType(facts, 'RoleObserved')).map((one) =>
      always('role_observation', one, {
        event_id: one.id,
        organization_id: textIn(one, 'organizationId'),
        observed_day: one.effective.point,
        observed: json(one.effective),
        current: one.data['current'] ?? null,
        title: one.data['title'] ?? null,
      }),
    ),
  ]);
}

/** What the log says of a meeting. */
export function replayMeeting({ facts, annulled }: Shown): Replayed {
  const [held] = ofType(facts, 'MeetingHeld');
  const [scheduled] = ofType(facts, 'MeetingScheduled');
  const [cancelled] = ofType(facts, 'MeetingCancelled');
  const said = held ?? scheduled;
  if (!said) return replayed([]);
  const scheduledFor = scheduled ? dateIn(scheduled, 'scheduledFor') : null;
  const tracks = ofType(facts, 'ActionTrackIdentified').map(
    ({ data: { meetingId: _of, ...track } }) => track,
  );
  return replayed([
    always('meeting', said, {
      agreement_id: textIn(said, 'agreementId') ?? (scheduled ? textIn(scheduled, 'agreementId') : null),
      held_day: held?.effective.point ?? null,
      held: held ? json(held.effective) : null,
      scheduled_day: scheduledFor?.point ?? null,
      scheduled_for: scheduledFor && json(scheduledFor),
      scheduled_by: scheduled?.id ?? null,
      cancelled_day: cancelled?.effective.point ?? null,
      event_id: said.id,
      minutes: ofType(facts, 'MinutesDeposited').map(({ id }) => id),
      'details.title': said.data['title'] ?? null,
      'details.place': said.data['place'] ?? null,
      'details.attendance': held?.data['attendance'] ?? [],
      'details.guests': held?.data['guests'] ?? [],
      'details.actionTracks': tracks,
      annulled,
    }),
  ]);
}

/** What the log says of a mission. */
export function replayMission({ facts, annulled }: Shown): Replayed {
  const undertaken = ofType(facts, 'MissionUndertaken');
  const organizations = (one: LoggedEvent, member: string, part: string): readonly Statement[] =>
    textsIn(one, member).map((organization_id) =>
      always('mission_organization', one, { organization_id, part }),
    );
  return replayed([
    ...undertaken.map((one) => dated('mission', one, 'undertaken', { annulled })),
    ...undertaken.flatMap((one) => [
      ...organizations(one, 'organizerIds', 'ORGANIZER'),
      ...organizations(one, 'funderIds', 'FUNDER'),
    ]),
    ...ofType(facts, 'MissionResultRecorded').map((one) => dated('mission_result', one, 'observed')),
  ]);
}

/** What the log says of funding: the award, its targets and figures. */
export function replayFunding({ facts, annulled }: Shown): Replayed {
  const awarded = ofType(facts, 'FundingAwarded');
  return replayed([
    ...awarded.map((one) => dated('funding', one, 'awarded', { annulled })),
    ...awarded.flatMap((one) => [
      always('funding_organization', one, { organization_id: textIn(one, 'funderId'), part: 'FUNDER' }),
      always('funding_organization', one, {
        organization_id: textIn(one, 'beneficiaryId'),
        part: 'BENEFICIARY',
      }),
    ]),
    ...ofType(facts, 'IndicatorDefined').map((one) =>
      always('indicator', one, { event_id: one.id, details: one.data }),
    ),
    ...ofType(facts, 'IndicatorTargetSet').map((one) => dated('indicator_target', one, 'set')),
    ...ofType(facts, 'IndicatorReported').map((one) =>
      always('indicator_report', one, {
        event_id: one.id,
        reported_day: one.effective.point,
        details: one.data,
      }),
    ),
  ]);
}

/** What the log says of a source. */
export function replaySource({ facts, annulled }: Shown): Replayed {
  const [text] = ofType(facts, 'SourceTextDeposited');
  return replayed(
    ofType(facts, 'SourceDeposited').map((one) =>
      always('source', one, {
        event_id: one.id,
        deposit: one.data,
        kind: textIn(one, 'kind'),
        sha256: textIn(one, 'sha256'),
        text_lines: text?.data['lines'] ?? one.data['lines'] ?? null,
        annulled,
      }),
    ),
  );
}

/** A fact with all that it says, and its day under the name that the table has for it. */
function dated(
  table: TableName,
  fact: LoggedEvent,
  day: string,
  more: Readonly<Record<string, Json>> = {},
): Statement {
  return always(table, fact, {
    event_id: fact.id,
    [`${day}_day`]: fact.effective.point,
    [day]: json(fact.effective),
    details: fact.data,
    ...more,
  });
}
