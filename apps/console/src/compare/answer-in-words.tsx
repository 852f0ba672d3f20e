import type { Dates } from '../as-of/dates.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useLedger } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Compared } from './compare-question.js';

/** For which day one of the two answers is, and as known when. */
export function AnswerInWords({
  dates,
  answered,
  moments,
}: {
  readonly dates: Dates;
  readonly answered: { readonly validOn: string };
  /** When the ledger learned. */
  readonly moments: Compared['moments'];
}) {
  const { t } = useWords('compare');
  const language = useLanguage();
  const { timeZone } = useLedger();
  const day = showDay(answered.validOn, language);
  if (dates.at === undefined && dates.known === undefined) return <>{t('answerAll', { day })}</>;
  const instant = dates.known ?? moments.find(({ position }) => position === dates.at)?.recordedAt;
  const moment =
    instant === undefined
      ? t('atPosition', { position: dates.at })
      : t('theDay', { day: showInstant(instant, language, timeZone) });
  return <>{t('answer', { day, moment })}</>;
}
