import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useSession } from '../session/viewer.js';
import { nowHere } from '../days/instants.js';
import { showInstant } from '../days/show-day.js';
import { useLanguage, useWords } from '../words/index.js';
import { chosenIn, type Chosen } from './chosen-in.js';

/** The first lines of what is printed: from which ledger, when and by whom, and what was chosen of a list. */
export default function PrintedFrom() {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger, viewer, position } = useSession();
  const [now, setNow] = useState(nowHere);
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  useEffect(() => {
    // Before the paper is drawn: what is set later is not on it.
    const printing = () =>
      flushSync(() => {
        setNow(nowHere());
        setChosen([...document.querySelectorAll('.filters')].flatMap(chosenIn));
      });
    addEventListener('beforeprint', printing);
    return () => removeEventListener('beforeprint', printing);
  }, []);
  const when = showInstant(now, language, ledger.timeZone);
  return (
    <div className="print-only printed-from">
      <p>
        {ledger.demonstration && `${t('demonstration')} · `}
        {ledger.name ?? t('name')} · {t('printed', { when, position })} · {viewer.name}
      </p>
      {chosen.length > 0 && (
        <p>
          {chosen
            .map(({ label, said }) => (said === null ? label : t('printedChoice', { label, said })))
            .join(' · ')}
        </p>
      )}
    </div>
  );
}
