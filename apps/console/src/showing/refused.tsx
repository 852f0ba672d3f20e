import { Alert, Button, Group } from '@mantine/core';
import type { Refusal } from '../asking/refusal.js';
import { useWords } from '../words/index.js';
import { useMessage } from './message.js';

/** Why something was not answered, and what to do. */
export function Refused({
  refusals,
  again,
  part = false,
}: {
  readonly refusals: readonly Refusal[];
  readonly again?: () => void;
  /** Only a part of the page is missing. */
  readonly part?: boolean;
}) {
  const { t } = useWords('frame');
  const say = useMessage();
  if (refusals.length === 0) return null;
  const texts = [...new Set(refusals.map(({ message }) => say(message)))];
  return (
    <Alert
      role="alert"
      color="red"
      variant="default"
      className="refused"
      title={t(part ? 'partRefused' : 'refusedTitle')}
    >
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Group gap="xs">
        <small>{[...new Set(refusals.map(({ code }) => code))].join(', ')}</small>
        {again && refusals.every(({ retryable }) => retryable) && (
          <Button size="compact-sm" variant="default" onClick={again}>
            {t('again')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
