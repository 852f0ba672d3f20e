import { Link } from '@tanstack/react-router';
import { useMay } from '../session/viewer.js';
import { useWords } from '../words/index.js';
import type { EventInList } from './event-said.js';

/** What may be recorded about an event, by who reads it: where it is at fault, or on what else it rests. */
export function Actions({ event: { id, stream, standing, target } }: { readonly event: EventInList }) {
  const { t } = useWords('events');
  const may = {
    rectify: useMay('rectifyRecord'),
    annul: useMay('annulRecord'),
    dispute: useMay('disputeAssertion'),
  };
  const attaches = useMay('attachEvidenceToRecord');
  // What no longer counts, what the ledger noted by itself, and a correction are not corrected.
  const stands = standing === 'IN_EFFECT' || standing === 'RECTIFIED' || standing === 'PASSED_OVER';
  if (!stands || target !== null) return null;
  return (
    <>
      {(['rectify', 'annul', 'dispute'] as const)
        .filter((how) => may[how])
        .map((how) => (
          <Link key={how} to="/record" search={{ correct: id, how }}>
            {t(`do.${how}`)}
          </Link>
        ))}
      {attaches && (
        <Link to="/record" search={{ command: 'attachEvidenceToRecord', stream, supports: id }}>
          {t('do.attach')}
        </Link>
      )}
    </>
  );
}
