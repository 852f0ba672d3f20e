import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pinnedKey } from '../settings/kept.js';
import { useWords } from '../words/index.js';
import { readLogKey, signedBy, type Signed } from './signed-note.js';

/** What the key that this browser was given says of a note; undefined until that is known. NO_KEY: it was given none. */
export function useSigned(note: string | undefined): Signed | 'NO_KEY' | undefined {
  const pinned = pinnedKey() ?? '';
  const { data } = useQuery({
    queryKey: ['signed', note, pinned],
    queryFn: () => {
      const key = readLogKey(pinned);
      return key && note !== undefined ? signedBy(note, key) : 'NO_KEY';
    },
    enabled: note !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** Whether the log’s own key signed a note: checked here, with a key that did not come from this page. */
export function SignatureShown({ note }: { readonly note: string }) {
  const { t } = useWords('events');
  const signed = useSigned(note);
  return (
    <p role="status" className={`reckoned ${TONES[signed ?? 'NO_KEY']}`}>
      {signed && t(`signature.${signed}`)}{' '}
      {signed === 'NO_KEY' && (
        <Link to="/settings" hash="log-key" search={{}} className="no-print">
          {t('signature.toKey')}
        </Link>
      )}
    </p>
  );
}

const TONES = {
  GOOD: 'tone-teal',
  WRONG: 'tone-red',
  OTHER_KEY: 'tone-red',
  NOT_HERE: 'tone-orange',
  NO_KEY: 'tone-orange',
} as const;
