import { isUuid } from '@entente/domain';
import { useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { UnknownThen } from '../frame/unknown-then.js';
import { FactDay, InstantShown } from '../showing/day.js';
import { One } from '../showing/one.js';
import { Section } from '../showing/section.js';
import { useLanguage, useWords } from '../words/index.js';
import { Actions } from './actions.js';
import { BesideInStream } from './beside-in-stream.js';
import { Citations } from './citations.js';
import { Overrides, useLate } from './event-listed.js';
import { FACT } from '../asking/fragments.js';
import { EVENT_LISTED, EVENT_SAID } from './event-said.js';
import { EventSentence } from './event-sentence.js';
import { Proof } from './proof.js';
import { calledIn, sentenceText } from './sentence.js';
import { Standing } from './standing.js';

const EVENT = graphql(
  `
    query Event($id: ID!, $asOf: AsOf) {
      event(id: $id, asOf: $asOf) {
        ...EventListed
        effective {
          ...Fact
        }
        position
        commandId
        cause {
          name
        }
        advice
        hash
        previousHash
        bytes
        directives {
          ...EventSaid
          recordedAt
        }
        previous {
          id
          revision
        }
        next {
          id
          revision
        }
      }
    }
  `,
  [EVENT_LISTED, EVENT_SAID, FACT],
);

/** An event as its page shows it. */
type Event = NonNullable<ResultOf<typeof EVENT>['event']>;

/** One event: what it says, when it happened and was recorded, on what it rests, what became of it, and how it is stored. */
export function EventPage() {
  const { id = '' } = useParams({ strict: false });
  const { t } = useWords('events');
  const asOf = useAsOf();
  const known = isUuid(id);
  const asked = useAnswer(EVENT, { id, asOf }, { enabled: known });
  if (!known) return <UnknownThen name={t('event')} />;
  return (
    <One asked={asked} of={(data) => data.event} what={t('event')}>
      {(event) => <EventShown key={event.id} event={event} />}
    </One>
  );
}

function EventShown({ event }: { readonly event: Event }) {
  const { t } = useWords(['events', 'terms']);
  const language = useLanguage();
  const late = useLate(event);
  const same = event.effective.edtf === event.occurred.edtf;
  return (
    <Page
      title={sentenceText(event, language)}
      lead={calledIn(event.type, language)}
      actions={<Actions event={event} />}
    >
      <BesideInStream previous={event.previous} next={event.next} revision={event.revision} />
      <Standing standing={event.standing} directives={event.directives} />
      {event.target && (
        <p className="event-line">
          {t('about')} <EventSentence event={{ ...event.target, target: null }} />
        </p>
      )}
      <dl className="facts">
        <dt>{t('happened')}</dt>
        <dd>
          <FactDay fact={event.occurred} /> ({t(`terms:basis.${event.occurred.basis}`)}){' '}
          <code>{event.occurred.edtf}</code>
        </dd>
        <dt>{t('takesEffect')}</dt>
        <dd>{same ? t('sameDay') : <FactDay fact={event.effective} />}</dd>
        <dt>{t('recorded')}</dt>
        <dd>
          <InstantShown instant={event.recordedAt} />
          {event.recordedByName && ` ${t('by', { who: event.recordedByName })}`}
          {late > 0 && ` · ${t('late', { count: late })}`}
        </dd>
        <dt>{t('command')}</dt>
        <dd>
          <code>{event.cause.name}</code>
        </dd>
        <dt>{t('overrides')}</dt>
        <dd>{event.overrides.length === 0 ? t('noRule') : <Overrides overrides={event.overrides} />}</dd>
        <dt>{t('warnings')}</dt>
        <dd>
          {event.advice.length === 0
            ? t('none')
            : event.advice
                .map((rule) => t(`rule.${rule as 'DUPLICATE_MEETING'}`, { defaultValue: rule }))
                .join(' · ')}
        </dd>
      </dl>
      <Section title={t('sources', { count: event.provenance.length })} id="sources">
        {event.provenance.length === 0 && <p className="quiet">{t('noSource')}</p>}
        <Citations citations={event.provenance} />
      </Section>
      <Proof {...event} />
      <details>
        <summary>{t('technical')}</summary>
        <dl className="facts">
          <dt>{t('type')}</dt>
          <dd>
            <code>{event.type}</code>
          </dd>
          <dt>{t('stream')}</dt>
          <dd>
            <code>
              {event.stream} · {event.revision}
            </code>
          </dd>
          <dt>{t('position')}</dt>
          <dd>
            <code>{event.position}</code>
          </dd>
          <dt>{t('commandId')}</dt>
          <dd>
            <code>{event.commandId}</code>
          </dd>
        </dl>
      </details>
    </Page>
  );
}
