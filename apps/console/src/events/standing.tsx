import { Link } from '@tanstack/react-router';
import { InstantShown } from '../showing/day.js';
import { useWords } from '../words/index.js';
import type { EventSaid, EventInList } from './event-said.js';
import { EventSentence } from './event-sentence.js';

/** What has become of an event, and the corrections in effect that name it. */
export function Standing({
  standing,
  directives,
}: {
  readonly standing: EventInList['standing'];
  readonly directives: readonly (EventSaid & { readonly recordedAt: string })[];
}) {
  const { t } = useWords(['events', 'terms']);
  if (standing === 'IN_EFFECT' && directives.length === 0) return null;
  return (
    <div className={`standing ${standing === 'IN_EFFECT' ? 'tone-gray' : 'tone-orange'}`} role="note">
      <p>{t(`standing.${standing}`)}</p>
      <ul>
        {directives.map((directive) => (
          <li key={directive.id}>
            <EventSentence event={{ ...directive, target: null }} />{' '}
            <Link to="/events/$id" params={{ id: directive.id }}>
              {t('open')}
            </Link>{' '}
            (<InstantShown instant={directive.recordedAt} />)
          </li>
        ))}
      </ul>
    </div>
  );
}
