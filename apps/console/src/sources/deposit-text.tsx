import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { v4 as newId } from 'uuid';
import { ask } from '../asking/ask.js';
import { graphql } from '../asking/graphql.js';
import { RefusedError, type Refusal } from '../asking/refusal.js';
import { Refused } from '../showing/refused.js';
import { useWords } from '../words/index.js';

const DEPOSIT_TEXT = graphql(`
  mutation DepositSourceText($input: DepositSourceTextInput!) {
    depositSourceText(input: $input) {
      position
      source {
        textLines
      }
    }
  }
`);

/** Deposits the text of a source that came without one. The ledger takes it only where its hash is the source’s. */
export function DepositText({
  source: { sourceId, sha256 },
  onDone,
}: {
  readonly source: { readonly sourceId: string; readonly sha256: string };
  readonly onDone: () => void;
}) {
  const { t } = useWords('sources');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [sending, setSending] = useState(false);
  // One text is one command: sent again after the network was away, it is recorded once.
  const [commandId, setCommandId] = useState(() => newId());
  if (!open)
    return (
      <Button className="no-print" variant="default" onClick={() => setOpen(true)}>
        {t('depositText')}
      </Button>
    );
  const send = async () => {
    setSending(true);
    setRefusals([]);
    try {
      const answer = await ask(DEPOSIT_TEXT, { input: { commandId, sourceId, text } });
      setRefusals(answer.refusals);
      if (answer.refusals.length === 0) onDone();
    } catch (error) {
      setRefusals(error instanceof RefusedError ? error.refusals : []);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        label={t('depositText')}
        description={t('depositHelp', { hash: sha256.slice(0, 12) })}
        minRows={6}
        autosize
        maxRows={20}
        value={text}
        autoFocus
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setCommandId(newId());
        }}
      />
      <Refused refusals={refusals} />
      <Button type="submit" mt="xs" loading={sending} disabled={text === ''}>
        {t('deposit')}
      </Button>
    </form>
  );
}
