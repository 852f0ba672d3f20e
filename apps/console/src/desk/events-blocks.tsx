import type { ReactNode } from 'react';
import { useDates } from '../as-of/dates.js';
import { EventListed } from '../events/event-listed.js';
import { LATE_DAYS } from '../events/log-filter.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { Count } from './blocks.js';
import { useChoices, WhoRecorded } from './choices.js';
import type { DeskAnswered } from './desk-question.js';

type Events = DeskAnswered['latest'];

/** The last facts for which a rule was set aside, what was recorded last, and how many late: of the whole log, whatever the dates. */
export function OfTheLog({ data }: { readonly data: DeskAnswered }) {
  const { t } = useWords('desk');
  const { by } = useChoices();
  return (
    <>
      <EventsBlock name="overridden" events={data.overridden} search={{ overridden: 'yes' }} />
      <EventsBlock name="latest" events={data.latest} search={by === 'me' ? { by } : {}} evenIfEmpty>
        <WhoRecorded />
      </EventsBlock>
      {data.late && data.late.totalCount > 0 && (
        <Section
          title={t('late')}
          id="late"
          action={<Count to="/events" search={{ late: 'yes' }} count={data.late.totalCount} name="late" />}
        >
          <OfAllDates />
          <p className="quiet">{t('lateHelp', { count: LATE_DAYS })}</p>
        </Section>
      )}
    </>
  );
}

function EventsBlock({
  name,
  events,
  search = {},
  evenIfEmpty = false,
  children,
}: {
  readonly name: 'latest' | 'overridden';
  readonly events: Events;
  readonly search?: Readonly<Record<string, string>>;
  readonly evenIfEmpty?: boolean;
  readonly children?: ReactNode;
}) {
  const { t } = useWords('desk');
  if (!events || (events.totalCount === 0 && !evenIfEmpty)) return null;
  return (
    <Section
      title={t(name)}
      id={name}
      action={<Count to="/events" search={search} count={events.totalCount} name={name} />}
    >
      {children}
      <OfAllDates />
      {events.totalCount === 0 && <p className="quiet">{t('none')}</p>}
      <ol className="history">
        {events.nodes.map((event) => (
          <li key={event.id}>
            <EventListed event={event} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Where the page is for other dates: that these facts are not. */
function OfAllDates() {
  const { t } = useWords('desk');
  const { on, known, at } = useDates();
  const present = on === undefined && known === undefined && at === undefined;
  return !present && <p className="lead">{t('logNote')}</p>;
}
