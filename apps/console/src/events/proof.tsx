import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { reckon } from './hash.js';
import { Sealed } from './sealed.js';

/** What is stored of an event, byte for byte, and its hash, reckoned here from them. */
export function Proof({
  id,
  stream,
  bytes,
  hash,
  previousHash,
}: {
  readonly id: string;
  readonly stream: string;
  readonly bytes: string | null;
  readonly hash: string;
  readonly previousHash: string | null;
}) {
  const { t } = useWords('events');
  const { data: reckoned } = useQuery({
    queryKey: ['reckoned', id, hash, bytes],
    queryFn: () => reckon(bytes ?? '', hash),
    enabled: bytes !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
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
          <CopyButton value={hash}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" className="no-print" onClick={copy}>
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <p role="status" className={`reckoned ${TONES[reckoned ?? 'NOT_SECURE']}`}>
            {reckoned && t(`reckoned.${reckoned}`)}
          </p>
        </dd>
        <dt>{t('previousHash')}</dt>
        <dd>{previousHash ? <code className="hash">{previousHash}</code> : t('firstOfStream')}</dd>
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

const TONES = { SAME: 'tone-teal', OTHER: 'tone-red', NOT_SECURE: 'tone-gray' } as const;
