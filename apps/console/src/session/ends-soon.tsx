import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { showInstant } from '../days/show-day.js';
import { useLanguage, useWords } from '../words/index.js';
import { SESSION_KEY } from './ask-session.js';
import { SignInOver } from './sign-in.js';
import { useLedger } from './viewer.js';

/** Says that the session is about to end, and lets whoever works sign in again before it does: nothing has to be left for that. */
export default function EndsSoon({ endsAt }: { readonly endsAt: string }) {
  const { t } = useWords('session');
  const language = useLanguage();
  const { timeZone } = useLedger();
  const client = useQueryClient();
  const [signingIn, signIn] = useState(false);
  const again = async () => {
    await client.invalidateQueries({ queryKey: SESSION_KEY });
    const went = client.getQueryState(SESSION_KEY)?.status === 'success';
    if (went) signIn(false);
    return went;
  };
  return (
    <p role="status" className="offline no-print">
      {t('endsSoon', { when: showInstant(endsAt, language, timeZone) })}{' '}
      <Button size="compact-sm" variant="default" onClick={() => signIn(true)}>
        {t('again')}
      </Button>
      {signingIn && <SignInOver onSignedIn={again} onLater={() => signIn(false)} />}
    </p>
  );
}
