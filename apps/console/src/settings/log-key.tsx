import { Button, Group, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { readLogKey } from '../events/signed-note.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { pinKey, pinnedKey } from './kept.js';

/** The public key of the log, which a person got by another way than from the ledger: checkpoints are checked with it. */
export function LogKeyPinned() {
  const { t } = useWords('settings');
  const [typed, setTyped] = useState(() => pinnedKey() ?? '');
  const [said, say] = useState<'logKeyKept' | 'logKeyGone' | 'logKeyWrong' | 'logKeyNotKept'>();
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (text !== '' && readLogKey(text) === null) say('logKeyWrong');
    else if (!pinKey(text)) say('logKeyNotKept');
    else say(text === '' ? 'logKeyGone' : 'logKeyKept');
  };
  const wrong = said === 'logKeyWrong' || said === 'logKeyNotKept';
  return (
    <Section title={t('logKey')} id="log-key">
      <p className="lead">{t('logKeyHelp')}</p>
      <form onSubmit={keep}>
        <Group align="flex-end" gap="xs">
          <TextInput
            id="field-log-key"
            label={t('logKeyLabel')}
            className="wide-field"
            spellCheck={false}
            value={typed}
            error={wrong ? t(said) : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t('logKeyKeep')}
          </Button>
        </Group>
      </form>
      <div role="status">{said && !wrong && <p>{t(said)}</p>}</div>
    </Section>
  );
}
