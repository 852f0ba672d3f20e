import { useWords } from '../words/index.js';
import type { terms } from '../words/fr/terms.js';

export type Status = keyof typeof terms.status;

const SIGNS: Readonly<Record<Status, string>> = {
  DRAFT: '◌',
  OPEN_FOR_SIGNATURE: '○',
  SIGNED: '◐',
  IN_FORCE: '●',
  SUSPENDED: '‖',
  EXPIRED: '■',
  TERMINATED: '✕',
  SUPERSEDED: '↷',
  ABANDONED: '∅',
  NOT_YET: '…',
  UNKNOWN_TO_LEDGER: '?',
};

const TONES: Readonly<Record<Status, string>> = {
  DRAFT: 'gray',
  OPEN_FOR_SIGNATURE: 'indigo',
  SIGNED: 'indigo',
  IN_FORCE: 'teal',
  SUSPENDED: 'orange',
  EXPIRED: 'gray',
  TERMINATED: 'red',
  SUPERSEDED: 'gray',
  ABANDONED: 'gray',
  NOT_YET: 'gray',
  UNKNOWN_TO_LEDGER: 'gray',
};

/** The tone of a status, for what is drawn. */
export const toneOf = (status: Status): string => TONES[status];

/** A status: a sign, a word, and “possible” where that is all that is known. Never colour alone. */
export function StatusShown({
  status,
  certainty,
}: {
  readonly status: Status;
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
}) {
  const { t } = useWords('terms');
  const possible = certainty === 'POSSIBLE';
  return (
    <span className={`status tone-${TONES[status]}${possible ? ' possible' : ''}`}>
      <span aria-hidden="true">{SIGNS[status]}</span> {t(`status.${status}`)}
      {possible && <em> · {t('certainty.POSSIBLE')}</em>}
    </span>
  );
}

/** Flags, as words. */
export function FlagsShown({ flags }: { readonly flags: readonly (keyof typeof terms.flag)[] }) {
  const { t } = useWords('terms');
  if (flags.length === 0) return null;
  return (
    <ul className="flags">
      {flags.map((flag) => (
        <li key={flag} className="tone-orange">
          {t(`flag.${flag}`)}
        </li>
      ))}
    </ul>
  );
}
