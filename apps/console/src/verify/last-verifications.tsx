import { Fragment } from 'react';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { InstantShown } from '../showing/day.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';

const VERIFICATIONS = graphql(`
  query LastVerifications {
    ledger {
      verifications {
        kind
        finished
        streams
        damage
      }
    }
  }
`);

/** When the ledger last verified itself, and what it found. */
export function LastVerifications() {
  const { t } = useWords('verify');
  const { data, refusals, again } = useAnswer(VERIFICATIONS, {});
  const verifications = data?.ledger?.verifications;
  return (
    <Section title={t('last')} id="last">
      <p className="lead">{t('lastHelp')}</p>
      <Refused refusals={refusals} again={again} part />
      {verifications?.length === 0 && <p className="quiet">{t('noneYet')}</p>}
      {verifications && verifications.length > 0 && (
        <dl className="facts">
          {verifications.map(({ kind, finished, streams, damage }) => (
            <Fragment key={kind}>
              <dt>{t(`kind.${kind}`)}</dt>
              <dd>
                <InstantShown instant={finished} /> · {t('streams', { count: streams })} ·{' '}
                <span className={damage > 0 ? 'reckoned tone-red' : undefined}>
                  {damage > 0 ? t('damaged', { count: damage }) : t('asItShould')}
                </span>
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </Section>
  );
}
