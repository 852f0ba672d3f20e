import { Link } from '@tanstack/react-router';
import { useReadsLog } from '../session/viewer.js';
import { DataTable } from '../showing/data-table.js';
import { DayShown, FactDay } from '../showing/day.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

type Meeting = Agreement['meetings']['nodes'][number];

/** The meetings about it. */
export function Meetings({ of }: { readonly of: readonly Meeting[] }) {
  const { t } = useWords(['agreement', 'terms']);
  if (of.length === 0) return null;
  return (
    <Section title={t('meetings')} id="meetings">
      <ul>
        {of.map((meeting) => (
          <li key={meeting.meetingId}>
            <MeetingLink of={meeting} />
            {meeting.heldOn && (
              <>
                {' · '}
                <FactDay fact={meeting.heldOn} />
              </>
            )}
            {meeting.place && ` · ${meeting.place}`} · {t(`terms:meetingState.${meeting.state}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A meeting by its title, which leads to its page for whoever reads the log. */
function MeetingLink({ of: { meetingId, title } }: { readonly of: Meeting }) {
  const name = title ?? meetingId;
  if (!useReadsLog()) return name;
  return (
    <Link to="/meetings/$id" params={{ id: meetingId }}>
      {name}
    </Link>
  );
}

/** What is to be done, as its meetings have it: who is in charge, and by when. */
export function ActionTracks({ of }: { readonly of: readonly Meeting[] }) {
  const { t } = useWords(['agreement', 'meetings']);
  const tracks = of.flatMap((meeting) => meeting.actionTracks.map((track) => ({ ...track, meeting })));
  if (tracks.length === 0) return null;
  const title = t('meetings:tracks', { count: tracks.length });
  return (
    <Section title={title} id="tracks">
      <DataTable
        caption={title}
        hideCaption
        rows={tracks}
        keyOf={({ code, meeting }) => `${meeting.meetingId} ${code}`}
        columns={[
          {
            key: 'text',
            head: t('meetings:track'),
            names: true,
            cell: ({ texts }) => <TextIn texts={texts} />,
          },
          {
            key: 'owner',
            head: t('meetings:owner'),
            cell: ({ owner }) => owner && <OrganizationLink of={owner} />,
          },
          {
            key: 'due',
            head: t('meetings:due'),
            cell: ({ due }) => due && <DayShown day={due} form="short" />,
          },
          {
            key: 'meeting',
            head: t('meetings:meeting'),
            cell: ({ meeting }) => <MeetingLink of={meeting} />,
          },
        ]}
      />
    </Section>
  );
}
