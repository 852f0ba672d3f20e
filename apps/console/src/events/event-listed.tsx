import { daysBetween } from '@entente/domain';
import { dayOfInstant } from '../days/instants.js';
import { useLedger, useReadsLog } from '../session/viewer.js';
import { InstantShown } from '../showing/day.js';
import { useWords } from '../words/index.js';
import { Citations } from './citations.js';
import type { EventInList } from './event-said.js';
import './events.css';
import { EventLink } from './event-link.js';
import { EventSentence } from './event-sentence.js';
import { valueAt } from './values.js';

/** An event in a list: its sentence, when and by whom it was recorded, its sources, and what was set aside for it. */
export function EventListed({ event, within }: { readonly event: EventInList; readonly within?: string }) {
  const { t } = useWords(['events', 'terms']);
  const reads = useReadsLog();
  const late = useLate(event);
  const reason = valueAt(event.data, 'reason');
  return (
    <>
      <p className="event-line">
        <EventSentence event={event} {...(within !== undefined && { within })} />
        {event.standing !== 'IN_EFFECT' && (
          <span className="flag tone-orange">{t(`terms:standing.${event.standing}`)}</span>
        )}
      </p>
      <p className="event-note">
        {t('recorded')} <InstantShown instant={event.recordedAt} />
        {event.recordedByName && ` ${t('by', { who: event.recordedByName })}`}
        {late > 0 && ` · ${t('late', { count: late })}`}
        {reads && (
          <>
            {' · '}
            <EventLink of={event} />
          </>
        )}
      </p>
      <Citations citations={event.provenance} />
      {typeof reason === 'string' && (
        <p className="event-note">
          {t('reason', { reason: t(`reasonOf.${reason as 'TERM_ENDED'}`, { defaultValue: reason }) })}
        </p>
      )}
      <Overrides overrides={event.overrides} />
    </>
  );
}

/** What was set aside for an event, and why. */
export function Overrides({ overrides }: { readonly overrides: EventInList['overrides'] }) {
  const { t } = useWords('events');
  return overrides.map(({ rule, reason }) => (
    <p key={rule} className="event-note override">
      {t('overridden', { rule: t(`rule.${rule as 'POSSIBLE_DUPLICATE'}`, { defaultValue: rule }) })}
      {reason && ` ${t('overriddenWhy', { reason })}`}
    </p>
  ));
}

/** How many days after it happened an event was recorded; its day the latest that it may be. */
export function useLate({ occurred, recordedAt }: Pick<EventInList, 'occurred' | 'recordedAt'>): number {
  const { timeZone } = useLedger();
  return daysBetween(occurred.point, dayOfInstant(recordedAt, timeZone));
}
