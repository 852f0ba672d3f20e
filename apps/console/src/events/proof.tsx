import { useMemo } from 'react';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '../showing/copy-button.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { leafHashOf } from './hash.js';
import { Sealed } from './sealed.js';

/** What is stored of an event, byte for byte, and its hash, reckoned here from them. */
export function Proof({
  id,
  stream,
  bytes,
  hash,
  previousHash,
  previous,
}: {
  readonly id: string;
  readonly stream: string;
  readonly bytes: string | null;
  readonly hash: string;
  readonly previousHash: string | null;
  readonly previous: { readonly id: string } | null;
}) {
  const { t } = useWords('events');
  return (
    <Section
      title={t('proof')}
      id="proof"
      action={
        <Link to="/verify" search={{ stream }}>
          {t('verifyStream')}
        </Link>
      }
    >
      <dl className="facts">
        <dt>{t('hash')}</dt>
        <dd>
          <code className="hash">{hash}</code>{' '}
          <CopyButton size="compact-xs" text={hash} label={t('copy')} copied={t('copied')} />
          {bytes !== null && <Reckoned bytes={bytes} hash={hash} />}
        </dd>
        <dt>{t('previousHash')}</dt>
        <dd>
          <PreviousHash hash={previousHash} previous={previous} />
        </dd>
        <Sealed id={id} hash={hash} />
      </dl>
      {bytes !== null && (
        <details>
          <summary>{t('bytes', { count: new TextEncoder().encode(bytes).length })}</summary>
          <a
            className="no-print"
            download={`${id}.json`}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(bytes)}`}
          >
            {t('download')}
          </a>
          <pre className="bytes" tabIndex={0} role="region" aria-label={t('laidOut')}>
            {JSON.stringify(JSON.parse(bytes), null, 2)}
          </pre>
          <p>{t('asStored')}</p>
          <pre className="bytes raw" tabIndex={0} role="region" aria-label={t('asStored')}>
            {bytes}
          </pre>
        </details>
      )}
    </Section>
  );
}

/** The hash of the event before it, which leads to that event. */
function PreviousHash({
  hash,
  previous,
}: {
  readonly hash: string | null;
  readonly previous: { readonly id: string } | null;
}) {
  const { t } = useWords('events');
  if (hash === null) return t('firstOfStream');
  const text = <code className="hash">{hash}</code>;
  return previous ? (
    <Link to="/events/$id" params={{ id: previous.id }}>
      {text}
    </Link>
  ) : (
    text
  );
}

/** Whether the bytes have the hash that is shown, reckoned here. */
function Reckoned({ bytes, hash }: { readonly bytes: string; readonly hash: string }) {
  const { t } = useWords('events');
  const same = useMemo(() => leafHashOf(bytes) === hash, [bytes, hash]);
  return (
    <p role="status" className={`reckoned ${same ? 'tone-teal' : 'tone-red'}`}>
      {t(`reckoned.${same ? 'SAME' : 'OTHER'}`)}
    </p>
  );
}
