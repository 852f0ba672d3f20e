import { Button } from '@mantine/core';
import { useDates, useGo } from '../as-of/dates.js';
import { useWords } from '../words/index.js';
import { Page } from './page.js';

/** The page of what the ledger did not know then: no fault of the address, and the way to what is known now. */
export function UnknownThen({ name }: { readonly name: string }) {
  const { t } = useWords('frame');
  const go = useGo();
  // What the ledger knows does not hang on the day that is asked about.
  const { known, at } = useDates();
  const past = known !== undefined || at !== undefined;
  return (
    <Page title={name}>
      <p>{t(past ? 'unknownThen' : 'unknownNow')}</p>
      {past && <Button onClick={() => go({})}>{t('showToday')}</Button>}
    </Page>
  );
}
