import { ValueShown } from '../compare/value-shown.js';
import { CitedLines } from '../events/citations.js';
import { EventLink } from '../events/event-link.js';
import { EventSentence } from '../events/event-sentence.js';
import { codeCalled, memberCalled } from '../events/sentence.js';
import { FactDay } from '../showing/day.js';
import { Section } from '../showing/section.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** What sources say against what is recorded. */
export function Disputes({ agreement: { agreementId, disputes } }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  const typo = useTypo();
  if (disputes.length === 0) return null;
  return (
    <Section title={t('disputes', { count: disputes.length })} id="disputes">
      <ul className="history">
        {disputes.map(
          ({ id, target, member, open, outcome, statement, raised, alternatives, resolution }) => (
            <li key={id}>
              <p className="event-line">
                <EventSentence event={target} within={`agreement-${agreementId}`} />
                <span className={`flag tone-${open ? 'orange' : 'gray'}`}>
                  {t(open ? 'dispute.open' : 'dispute.closed')}
                </span>
              </p>
              <p className="event-note">
                {member === null
                  ? t('dispute.wholly')
                  : t('dispute.about', { member: memberCalled(member, language) })}
                {' · '}
                {t('dispute.raised')} <FactDay fact={raised} form="short" />
                {outcome && ` · ${codeCalled('outcome', outcome, language)}`}
              </p>
              {statement && <p>{typo(statement)}</p>}
              <ul>
                {alternatives.map(({ value, citation }, index) => (
                  <li key={index}>
                    {value === null ? (
                      t('dispute.otherwise')
                    ) : (
                      <ValueShown member={member ?? ''} value={value} names={NO_NAMES} />
                    )}
                    {' · '}
                    <CitedLines of={citation} />
                    {citation.quote && (
                      <>
                        {' '}
                        <q>{typo(citation.quote)}</q>
                      </>
                    )}
                  </li>
                ))}
              </ul>
              <p className="event-note">
                <EventLink of={target} /> <EventLink of={{ id }} words={t('dispute.itself')} />{' '}
                {resolution && <EventLink of={resolution} words={t('dispute.resolution')} />}
              </p>
            </li>
          ),
        )}
      </ul>
    </Section>
  );
}

/** What is recorded and not counted by the status of the agreement, and why. */
export function PassedOver({ agreement: { agreementId, passedOver } }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  if (passedOver.length === 0) return null;
  return (
    <Section title={t('passedOver', { count: passedOver.length })} id="passed-over">
      <p className="lead">{t('passedOverNote')}</p>
      <ul className="history">
        {passedOver.map(({ because, event }) => (
          <li key={event.id}>
            <p className="event-line">
              <EventSentence event={event} within={`agreement-${agreementId}`} />
            </p>
            <p className="event-note">
              {t('because', {
                why: t(`becauseOf.${because as 'STATUS'}`, { defaultValue: because }),
              })}{' '}
              <EventLink of={event} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
