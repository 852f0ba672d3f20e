import type { Pages } from '../asking/use-pages.js';
import { Refused } from '../showing/refused.js';
import { OnlyFirst } from '../showing/only-first.js';
import { Section } from '../showing/section.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { EventListed } from './event-listed.js';
import type { EventInList } from './event-said.js';

/** The events of what has a stream, as the ledger gives them. */
export function HistoryShown({ pages }: { readonly pages: Pages<EventInList> }) {
  const { t } = useWords('events');
  return (
    <Section title={t('history', { count: pages.total ?? 0 })} id="history">
      <Refused refusals={pages.refusals} again={pages.again} part />
      {pages.waiting && <Waiting />}
      {pages.rows && <EventsListed events={pages.rows} />}
      {pages.more}
    </Section>
  );
}

/** The first events of a history, and whether it goes on. */
export function FirstEvents({
  of,
}: {
  readonly of: {
    readonly nodes: readonly EventInList[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}) {
  return (
    <>
      <EventsListed events={of.nodes} />
      <OnlyFirst of={of} />
    </>
  );
}

/** Events one below the other, each with its sentence. */
export function EventsListed({ events }: { readonly events: readonly EventInList[] }) {
  return (
    <ol className="history">
      {events.map((event) => (
        <li key={event.id}>
          <EventListed event={event} />
        </li>
      ))}
    </ol>
  );
}
