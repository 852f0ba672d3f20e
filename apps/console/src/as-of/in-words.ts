import { useQuery } from '@tanstack/react-query';
import { ask } from '../asking/ask.js';
import { graphql } from '../asking/graphql.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useLedger, useSession } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Dates } from './dates.js';

const KNOWN_AT = graphql(`
  query KnownAt($asOf: AsOf) {
    agreements(asOf: $asOf, first: 1) {
      asOf {
        knownAt
      }
    }
  }
`);

/** As known at which instant; of a position, once the ledger has said when that was. */
function useInstant({ known, at }: Dates): string | undefined {
  const { data } = useQuery({
    queryKey: ['known at', at],
    queryFn: ({ signal }) => ask(KNOWN_AT, { asOf: { position: at } }, signal),
    enabled: at !== undefined,
    staleTime: Infinity,
  });
  return at === undefined ? known : (data?.data.agreements?.asOf.knownAt ?? undefined);
}

/** As known when, in words; nothing where it is all that the ledger knows. */
export function useKnownInWords(dates: Dates): string | undefined {
  const language = useLanguage();
  const { timeZone } = useLedger();
  const instant = useInstant(dates);
  return instant === undefined ? dates.at : showInstant(instant, language, timeZone);
}

/** The same as it goes on in a sentence: “le 17 avril 2025, 14 h 00”; a position alone until it is known when that was. */
export function useMoment(dates: Dates): string | undefined {
  const { t } = useWords('frame');
  const known = useKnownInWords(dates);
  return known === dates.at ? known : known && t('asOf.theDay', { day: known });
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
