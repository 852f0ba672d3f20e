import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { isPresent, useDates, useGo } from '../as-of/dates.js';
import { millisecondsOf } from '../days/instants.js';
import { useLedger } from '../session/viewer.js';
import { InstantShown } from '../showing/day.js';
import { useWords } from '../words/index.js';
import { toHeading } from './to-heading.js';

/** Why a list is empty; at other dates than today’s, since when the ledger knows anything, and the way to what it knows today. */
export function EmptyThen({ children }: { readonly children: ReactNode }) {
  const { t } = useWords('frame');
  const dates = useDates();
  const go = useGo();
  const { openedAt } = useLedger();
  const before = dates.known !== undefined && millisecondsOf(dates.known) < millisecondsOf(openedAt);
  return (
    <>
      <p className="quiet">
        {children}
        {before && (
          <>
            {' '}
            {t('openedOn')} <InstantShown instant={openedAt} />
          </>
        )}
      </p>
      {!isPresent(dates) && (
        <Button
          size="compact-sm"
          variant="default"
          className="no-print"
          onClick={() => {
            go({});
            toHeading();
          }}
        >
          {t(dates.known === undefined && dates.at === undefined ? 'asOf.back' : 'showToday')}
        </Button>
      )}
    </>
  );
}
