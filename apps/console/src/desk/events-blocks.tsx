import { EventListed } from '../events/event-listed.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { Count } from './blocks.js';
import type { DeskAnswered } from './desk-question.js';

type Events = DeskAnswered['latest'];

/** What was recorded last. */
export function Latest({ events }: { readonly events: Events }) {
  return <EventsBlock name="latest" events={events} />;
}

/** The last facts for which a rule was set aside. */
export function Overridden({ events }: { readonly events: Events }) {
  return <EventsBlock name="overridden" events={events} search={{ overridden: 'yes' }} />;
}

function EventsBlock({
  name,
  events,
  search = {},
}: {
  readonly name: 'latest' | 'overridden';
  readonly events: Events;
  readonly search?: Readonly<Record<string, string>>;
}) {
  const { t } = useWords('desk');
  if (!events || events.totalCount === 0) return null;
  return (
    <Section
      title={t(name)}
      id={name}
      action={<Count to="/events" search={search} count={events.totalCount} name={name} />}
    >
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
