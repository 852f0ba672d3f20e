import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { signOut } from '../session/session.js';
import { useWords } from '../words/index.js';
import { eraseAllOf, useKept } from './drafts/draft-store.js';
import type { Draft } from './drafts/draft.js';
import { forgetDrafts } from './drafts/use-draft.js';
import type { Sending } from './outbox/sending.js';
import { useOwner } from './outbox/use-outbox.js';

/** Ends the session. What is kept on this computer stays, unless the person asks to erase it. */
export function SignOut() {
  const { t } = useWords('session');
  const owner = useOwner();
  const drafts = useKept<Draft>(owner, 'draft');
  const sendings = useKept<Sending>(owner, 'sending');
  const [asking, ask] = useState(false);
  const [failed, setFailed] = useState<'notErased' | 'notSignedOut' | null>(null);
  const leave = async (erase: boolean) => {
    setFailed(null);
    try {
      if (erase) {
        await eraseAllOf(owner);
        forgetDrafts();
      }
    } catch {
      setFailed('notErased');
      return;
    }
    try {
      await signOut();
    } catch {
      // Who goes away believing so would leave the ledger open.
      setFailed('notSignedOut');
      ask(true);
      return;
    }
    location.assign('/');
  };
  const left = drafts.length + sendings.filter(({ state }) => state === 'WAITING').length;
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={t('signOut')}
        title={t('signOut')}
        onClick={() => (left + sendings.length > 0 ? ask(true) : void leave(false))}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="sign">
          <path d="M6 2H2v12h4M7 8h7M11 5l3 3-3 3" />
        </svg>
      </button>
      <Modal opened={asking} onClose={() => ask(false)} withCloseButton={false} title={t('signOut')}>
        {failed && (
          <p role="alert" className="field-error">
            {t(failed)}
          </p>
        )}
        <p>{t('draftsKept', { count: left })}</p>
        <Group>
          <Button data-autofocus onClick={() => void leave(false)}>
            {t('keepDrafts')}
          </Button>
          <Button variant="default" onClick={() => void leave(true)}>
            {t('eraseDrafts')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
