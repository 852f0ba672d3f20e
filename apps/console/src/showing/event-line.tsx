import type { FragmentOf } from '../asking/graphql.js';
import type { EVENT_LINE } from '../asking/fragments.js';
import { useWords } from '../words/index.js';
import { FactDay, InstantShown } from './day.js';

/** Events, one a line: what they are, when they took effect, when they were recorded. */
export function EventLines({ events }: { readonly events: readonly FragmentOf<typeof EVENT_LINE>[] }) {
  const { t } = useWords(['showing', 'terms']);
  return (
    <ul className="event-lines">
      {events.map((event) => (
        <li key={event.id}>
          <code>{event.type}</code> <FactDay fact={event.effective} />
          <small>
            {t('recorded')} <InstantShown instant={event.recordedAt} />
            {event.standing !== 'IN_EFFECT' && ` · ${t(`terms:standing.${event.standing}`)}`}
          </small>
        </li>
      ))}
    </ul>
  );
}
