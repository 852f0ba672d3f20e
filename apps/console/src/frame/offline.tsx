import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { offlineSince, onOfflineChange } from '../asking/offline-since.js';
import { instantHere } from '../days/instants.js';
import { showInstant } from '../days/show-day.js';
import { useLedger } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';

/** Without a network: of when what is shown is. Recording goes on; it is sent when there is one again. */
export function Offline() {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { timeZone } = useLedger();
  const client = useQueryClient();
  const since = useSyncExternalStore(
    useCallback((changed: () => void) => onOfflineChange(client, changed), [client]),
    () => offlineSince(client),
  );
  return (
    <p role="status" className={since === null ? undefined : 'offline'}>
      {since === 0 && t('offlineNothing')}
      {since !== null &&
        since > 0 &&
        t('offline', { when: showInstant(instantHere(since), language, timeZone) })}
    </p>
  );
}
