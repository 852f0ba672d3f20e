import { Link, useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { DataTable } from '../showing/data-table.js';
import { DayShown, FactDay } from '../showing/day.js';
import { One } from '../showing/one.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useWords } from '../words/index.js';
import { MEETING, type Meeting } from './meeting-question.js';

/** One meeting: when and where, who came, what was decided to be done. */
export function MeetingPage() {
  const { t } = useWords(['meetings', 'terms']);
  const { id = '' } = useParams({ strict: false });
  const variables = { id, asOf: useAsOf() };
  const asked = useAnswer(MEETING, variables);
  return (
    <One asked={asked} of={(data) => data.meeting} what={t('meeting')} name={id} node={`Meeting:${id}`}>
      {(meeting) => (
        <Page title={meeting.title ?? meeting.meetingId} lead={t(`terms:meetingState.${meeting.state}`)}>
          <Known of={meeting} />
          <Tracks of={meeting} />
          <People of={meeting} />
          <MinutesShown of={meeting} />
          <QueryShown document={MEETING} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function Known({ of }: { readonly of: Meeting }) {
  const { t } = useWords(['meetings', 'terms']);
  const perWorkshop = of.participantsPerWorkshop;
  return (
    <Pairs
      of={[
        [t('heldOn'), of.heldOn && <FactDay fact={of.heldOn} />],
        [t('scheduledFor'), of.scheduledFor && <FactDay fact={of.scheduledFor} />],
        [
          t('hours'),
          of.startLocal &&
            [of.startLocal, of.endLocal].filter(Boolean).join(' – ') +
              (of.timeZone ? ` (${of.timeZone})` : ''),
        ],
        [t('place'), of.place],
        [t('agreement'), of.agreement && <AgreementLink of={of.agreement} />],
        [
          t('committee'),
          of.committee && (
            <Link to="/committees/$id" params={{ id: of.committee.committeeId }}>
              {of.committee.title ?? of.committee.committeeId}
            </Link>
          ),
        ],
        [t('host'), of.host && <OrganizationLink of={of.host} />],
        [t('ordinal'), of.ordinal],
        [t('themes'), of.themes.join(', ')],
        [
          t('chairs'),
          of.chairs.length > 0 &&
            of.chairs.map((chair, index) => (
              <span key={index}>
                {index > 0 && ', '}
                <TextIn texts={[chair]} />
              </span>
            )),
        ],
        [t('workshops'), of.workshops],
        [
          t('perWorkshop'),
          perWorkshop &&
            (perWorkshop.text.length > 0 ? (
              <TextIn texts={perWorkshop.text} />
            ) : (
              (perWorkshop.approx ?? perWorkshop.min)
            )),
        ],
        [t('record'), of.record !== 'AS_RECORDED' && t(`terms:record.${of.record}`)],
      ]}
    />
  );
}

function Tracks({ of: { actionTracks } }: { readonly of: Meeting }) {
  const { t } = useWords('meetings');
  if (actionTracks.length === 0) return null;
  return (
    <Section title={t('tracks', { count: actionTracks.length })} id="tracks">
      <DataTable
        caption={t('tracks', { count: actionTracks.length })}
        hideCaption
        rows={actionTracks}
        keyOf={({ code }) => code}
        columns={[
          { key: 'text', head: t('track'), names: true, cell: ({ texts }) => <TextIn texts={texts} /> },
          { key: 'owner', head: t('owner'), cell: ({ owner }) => owner && <OrganizationLink of={owner} /> },
          { key: 'due', head: t('due'), cell: ({ due }) => due && <DayShown day={due} form="short" /> },
        ]}
      />
    </Section>
  );
}

function People({ of: { attendance, guests } }: { readonly of: Meeting }) {
  const { t } = useWords('meetings');
  return (
    <>
      {attendance.length > 0 && (
        <Section title={t('attendance', { count: attendance.length })} id="attendance">
          <ul>
            {attendance.map(({ organization, capacity }, index) => (
              <li key={`${organization.organizationId} ${index}`}>
                <OrganizationLink of={organization} />
                {capacity &&
                  ` · ${t(`capacities.${capacity}` as 'capacities.GUEST', { defaultValue: capacity })}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {guests.length > 0 && (
        <Section title={t('guests', { count: guests.length })} id="guests">
          <ul>
            {guests.map(({ person, capacity }) => (
              <li key={person.personId}>
                <Link to="/people/$id" params={{ id: person.personId }}>
                  {person.displayName ?? person.personId}
                </Link>
                {capacity &&
                  ` · ${t(`capacities.${capacity}` as 'capacities.GUEST', { defaultValue: capacity })}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function MinutesShown({ of: { minutes } }: { readonly of: Meeting }) {
  const { t } = useWords('meetings');
  if (minutes.length === 0) return null;
  return (
    <Section title={t('minutes')} id="minutes">
      <ul>
        {minutes.map(({ docHash, lang, deposited }) => (
          <li key={docHash}>
            <code>{docHash.slice(0, 12)}…</code> ({lang}) · <FactDay fact={deposited} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
