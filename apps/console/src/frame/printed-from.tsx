import { useSession } from '../session/viewer.js';
import { nowHere } from '../days/instants.js';
import { showInstant } from '../days/show-day.js';
import { useLanguage, useWords } from '../words/index.js';

/** The last line of what is printed: when, and from which ledger. */
export function PrintedFrom() {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger, viewer, position } = useSession();
  const when = showInstant(nowHere(), language, ledger.timeZone);
  return (
    <footer className="print-only">
      {ledger.name ?? t('name')} · {t('printed', { when, position })} · {viewer.name}
    </footer>
  );
}
