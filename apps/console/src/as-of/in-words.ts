import { showDay, showInstant } from '../days/show-day.js';
import { useLedger, useSession } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Dates } from './dates.js';

/** As known when, in words; nothing where it is all that the ledger knows. */
export function useKnownInWords({ known, at }: Dates): string | undefined {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { timeZone } = useLedger();
  if (at !== undefined) return t('asOf.atPosition', { position: at });
  return known === undefined ? undefined : showInstant(known, language, timeZone);
}

/** The same as it goes on in a sentence: “le 17 avril 2025, 14 h 00”, “à la position 41”. */
export function useMoment(dates: Dates): string | undefined {
  const { t } = useWords('frame');
  const known = useKnownInWords(dates);
  return dates.at === undefined ? known && t('asOf.theDay', { day: known }) : known;
}

/** The two dates in a sentence. */
export function useSentence(dates: Dates): string {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { today } = useSession();
  const { on } = dates;
  const moment = useMoment(dates);
  const day = showDay(on ?? today, language);
  const theDay = t('asOf.theDay', { day });
  if (on === undefined || on === today)
    return moment === undefined ? t('asOf.today', { day }) : t('asOf.known', { day, moment });
  if (moment !== undefined) return t('asOf.both', { day: theDay, moment });
  return on > today ? t('asOf.future', { day: theDay }) : t('asOf.past', { day: theDay });
}
