import { useQuery } from '@tanstack/react-query';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { readCheckpoint } from '../events/inclusion.js';
import { SignatureShown } from '../events/signature.js';
import { CHECKPOINT, Witnessed } from '../events/sealed.js';
import '../events/events.css';
import { Page } from '../frame/page.js';
import { useReadsLog } from '../session/viewer.js';
import { InstantShown } from '../showing/day.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { ByOneself } from './by-oneself.js';
import { LastVerifications } from './last-verifications.js';
import { VerifyStream } from './verify-stream.js';
import './words.js';

const LAST = graphql(
  `
    query LastCheckpoint {
      checkpoint {
        ...CheckpointShown
      }
    }
  `,
  [CHECKPOINT],
);

/** What the ledger signed of its log, what it verifies of itself, and how to do so without it. */
export function VerifyPage() {
  const { t } = useWords('verify');
  const readsLog = useReadsLog();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LastCheckpoint />
      {readsLog && <LastVerifications />}
      {readsLog && <VerifyStream />}
      <ByOneself />
    </Page>
  );
}

function LastCheckpoint() {
  const { t } = useWords('verify');
  const { data, refusals, again, waiting } = useAnswer(LAST, {});
  const checkpoint = data?.checkpoint;
  // What stands beside the note is what the note says: the note alone is signed.
  const { data: same } = useQuery({
    queryKey: ['same as signed', checkpoint],
    queryFn: () => {
      const signed = checkpoint && readCheckpoint(checkpoint.note);
      return signed?.size === checkpoint?.size && signed?.root === checkpoint?.root;
    },
    enabled: Boolean(checkpoint),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Section title={t('checkpoint')} id="checkpoint">
      <p className="lead">{t('checkpointHelp')}</p>
      <Refused refusals={refusals} again={again} part />
      {waiting && <Waiting lines={4} />}
      {data && !checkpoint && <p className="quiet">{t('none')}</p>}
      {checkpoint && (
        <>
          <dl className="facts">
            <dt>{t('published')}</dt>
            <dd>
              <InstantShown instant={checkpoint.published} />
            </dd>
            <dt>{t('size')}</dt>
            <dd>{checkpoint.size}</dd>
            <dt>{t('root')}</dt>
            <dd>
              <code className="hash">{checkpoint.root}</code>
              {same === false && <p className="reckoned tone-red">{t('notSame')}</p>}
            </dd>
            <dt>{t('origin')}</dt>
            <dd>
              <code>{checkpoint.origin}</code>
            </dd>
            <dt>{t('signedBy')}</dt>
            <dd>
              <SignatureShown note={checkpoint.note} />
            </dd>
            <dt>{t('witnesses')}</dt>
            <dd>
              <Witnessed checkpoint={checkpoint} />
            </dd>
          </dl>
          <details>
            <summary>{t('note')}</summary>
            <p>{t('noteHelp')}</p>
            <a
              className="no-print"
              download="checkpoint"
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(checkpoint.note)}`}
            >
              {t('download')}
            </a>
            <pre className="bytes" tabIndex={0} role="region" aria-label={t('note')}>
              {checkpoint.note}
            </pre>
          </details>
        </>
      )}
    </Section>
  );
}
