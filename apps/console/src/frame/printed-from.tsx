import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useSession } from '../session/viewer.js';
import { nowHere } from '../days/instants.js';
import { showInstant } from '../days/show-day.js';
import { useLanguage, useWords } from '../words/index.js';

/** The last line of what is printed: when, and from which ledger. */
export function PrintedFrom() {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger, viewer, position } = useSession();
  const [now, setNow] = useState(nowHere);
  useEffect(() => {
    // Before the paper is drawn: what is set later is not on it.
    const printing = () => flushSync(() => setNow(nowHere()));
    addEventListener('beforeprint', printing);
    return () => removeEventListener('beforeprint', printing);
  }, []);
  const when = showInstant(now, language, ledger.timeZone);
  return (
    <footer className="print-only">
      {ledger.name ?? t('name')} · {t('printed', { when, position })} · {viewer.name}
    </footer>
  );
}
