import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { graphql, type FragmentOf } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { InstantShown } from '../showing/day.js';
import { Refused } from '../showing/refused.js';
import { useWords } from '../words/index.js';
import { SignatureShown, useSigned } from './signature.js';
import { follow, readCheckpoint, type Followed } from './inclusion.js';

/** A checkpoint, and who else signed it. */
export const CHECKPOINT = graphql(`
  fragment CheckpointShown on Checkpoint {
    origin
    size
    root
    published
    note
    witnesses
    quorum {
      witnesses
      needed
      reached
    }
  }
`);

const PROOF = graphql(
  `
    query Proof($event: ID!) {
      proof(event: $event) {
        index
        hashes
        text
        event
        checkpoint {
          ...CheckpointShown
        }
      }
    }
  `,
  [CHECKPOINT],
);

/** Whether a signed checkpoint covers an event: its proof is followed here, from the hash that this page reckoned. */
export function Sealed({ id, hash }: { readonly id: string; readonly hash: string }) {
  const { t } = useWords('events');
  const { data, refusals, again, waiting } = useAnswer(PROOF, { event: id });
  const proof = data?.proof;
  useAgainWhile(proof === null && refusals.length === 0, again);
  const followed = useMemo((): Followed => {
    // The root is the one that was signed, whatever stands beside it.
    const signed = proof && readCheckpoint(proof.checkpoint.note);
    return signed ? follow({ ...proof, leaf: hash, ...signed }) : 'OTHER';
  }, [hash, proof]);
  const signed = useSigned(proof?.checkpoint.note);
  const witnessed = proof?.checkpoint.quorum.reached === true && signed === 'GOOD';
  return (
    <>
      <dt>{t('tree')}</dt>
      <dd>
        <Refused refusals={refusals} again={again} part />
        {!proof && !waiting && refusals.length === 0 && (
          <p className="reckoned tone-gray">{t('notSealed')}</p>
        )}
        {proof && (
          <>
            {t('leaf', { place: proof.index + 1, size: proof.checkpoint.size })} ·{' '}
            <InstantShown instant={proof.checkpoint.published} />{' '}
            <Link to="/verify">{t('toCheckpoint')}</Link>
            <p role="status" className={`reckoned ${toneOf(followed, witnessed)}`}>
              {t(`followed.${followed}`)}
            </p>
            <SignatureShown note={proof.checkpoint.note} />
            <Witnessed checkpoint={proof.checkpoint} />
            <a
              className="no-print"
              download={`${id}.tlog-proof`}
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(proof.text)}`}
            >
              {t('downloadProof')}
            </a>
          </>
        )}
      </dd>
    </>
  );
}

/** How often an event that no checkpoint covers yet is asked for again. */
const AGAIN_MS = 10_000;

/** Asks again until a checkpoint covers the event. */
function useAgainWhile(waiting: boolean, again: () => void): void {
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => latest.current(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting]);
}

/** Who else signed a checkpoint; nobody, or too few, is said as plainly as enough. */
export function Witnessed({
  checkpoint: { witnesses, quorum },
}: {
  readonly checkpoint: FragmentOf<typeof CHECKPOINT>;
}) {
  const { t } = useWords('events');
  if (witnesses.length === 0) return <p className="reckoned tone-orange">{t('notWitnessed')}</p>;
  const counted = { cosigned: witnesses.length, of: quorum.witnesses, names: witnesses.join(', ') };
  return quorum.reached ? (
    <p className="reckoned tone-teal">{t('witnessed', counted)}</p>
  ) : (
    <p className="reckoned tone-orange">{t('witnessedByTooFew', { ...counted, needed: quorum.needed })}</p>
  );
}

/** What too few witnessed, or whose signature was not checked here, is never green: the operator alone has signed it. */
function toneOf(followed: Followed, witnessed: boolean): string {
  if (followed === 'OTHER') return 'tone-red';
  return witnessed ? 'tone-teal' : 'tone-gray';
}
