import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../session/viewer.js';
import { useMessage } from '../../showing/message.js';
import { useLanguage, useWords } from '../../words/index.js';
import { isInBasket, type Draft } from '../drafts/draft.js';
import { dropDraft, useKept } from '../drafts/draft-store.js';
import { commandName } from '../form/command-choice.js';
import { isDeposited } from '../form/errors.js';
import { sendDraft } from '../outbox/send-draft.js';
import { Sent } from '../outbox/sent.js';
import { useOutbox, useOwner } from '../outbox/use-outbox.js';
import { useRehearsal, type Rehearsed } from '../rehearsing/use-rehearsal.js';
import { titleOf } from '../title-of.js';
import { basketOf, commandsOf, toSend, type InBasket } from './basket.js';

/**
 * The facts that wait to be recorded together, by their source, and what became of those that were. Beside a draft it is those of
 * its source; where it has none yet, all of them.
 */
export function Baskets({ draft }: { readonly draft?: Draft }) {
  const owner = useOwner();
  const waiting = useKept<Draft>(owner, 'draft').filter((one) => isInBasket(one) && one.id !== draft?.id);
  const [sent, note] = useState<readonly string[]>([]);
  const sources = new Map(
    waiting.flatMap(({ source }) => (source ? [[source.sourceId, source.issuer || source.sourceId]] : [])),
  );
  return (
    <>
      {[...sources]
        .filter(([sourceId]) => !draft?.source || draft.source.sourceId === sourceId)
        .map(([sourceId, called]) => (
          <Basket
            key={sourceId}
            sourceId={sourceId}
            called={called}
            drafts={waiting}
            inHand={draft?.source ? draft : undefined}
            onSent={note}
          />
        ))}
      {sent.map((id, at) => (
        <Sent key={id} id={id} focus={at === 0} />
      ))}
    </>
  );
}

interface BasketProps {
  readonly sourceId: string;
  /** How its source is called. */
  readonly called: string;
  readonly drafts: readonly Draft[];
  /** The draft of the form beside it, of the same source. */
  readonly inHand: Draft | undefined;
  /** Is told the ids of the commands that go on their way. */
  readonly onSent: (ids: readonly string[]) => void;
}

function Basket({ sourceId, called, drafts, inHand, onSent }: BasketProps) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const { today } = useSession();
  const owner = useOwner();
  const outbox = useOutbox();
  const facts = toSend(basketOf(drafts, sourceId, { today, language }), inHand);
  const recordAll = async () => {
    onSent(facts.map(({ draft }) => draft.commandId));
    for (const { draft, input } of facts) {
      await sendDraft(outbox, draft, input, language);
      await dropDraft(owner, draft.id);
    }
  };
  return (
    <section aria-labelledby={`basket-${sourceId}`} className="basket">
      <h2 id={`basket-${sourceId}`} tabIndex={-1}>
        {t('basket.title', { count: facts.length, source: called })}
      </h2>
      <Facts facts={facts} heading={`basket-${sourceId}`} recordAll={recordAll} />
    </section>
  );
}

/** What waits, each as if those before it were recorded, and the way to record all of it. */
function Facts({
  facts,
  heading,
  recordAll,
}: {
  readonly facts: readonly InBasket[];
  /** The id of its heading, which gets the focus where what had it goes away. */
  readonly heading: string;
  readonly recordAll: () => Promise<void>;
}) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const say = useMessage();
  const owner = useOwner();
  const { deposits, commands } = commandsOf(facts);
  const [pressed, press] = useState(false);
  const incomplete = facts.some(({ unfinished }) => unfinished);
  const { rehearsed, current, failure } = useRehearsal(incomplete ? null : commands);
  const outcomes = current ? (rehearsed ?? []) : [];
  const held = incomplete || outcomes.some(({ refusals }) => refusals.length > 0 && !isDeposited(refusals));
  return (
    <>
      <ol>
        {facts.map(({ draft, unfinished }, at) => {
          const title = titleOf(draft, commandName(draft.command, language));
          return (
            <li key={draft.id}>
              <span>{title}</span>
              {unfinished ? (
                <small className="field-error">{t('basket.unfinished')}</small>
              ) : (
                <Outcome rehearsed={outcomes[at + deposits]} />
              )}
              <span>
                <Link
                  to="/record/$draft"
                  params={{ draft: draft.id }}
                  search={{}}
                  aria-label={`${t('sent.takeUp')} · ${title}`}
                >
                  {t('sent.takeUp')}
                </Link>{' '}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t('outbox.drop')} · ${title}`}
                  onClick={() => {
                    void dropDraft(owner, draft.id);
                    document.getElementById(heading)?.focus();
                  }}
                >
                  {t('outbox.drop')}
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      <p role="status">
        {failure
          ? t('rehearsal.failed', { why: say(failure.message) })
          : held
            ? t('basket.held')
            : rehearsed && t('basket.ready')}
      </p>
      <Button
        disabled={held || pressed}
        onClick={() => {
          press(true);
          void recordAll().finally(() => press(false));
        }}
      >
        {t('basket.record', { count: facts.length })}
      </Button>
    </>
  );
}

/** What the ledger would say to one of them. */
function Outcome({ rehearsed }: { readonly rehearsed: Rehearsed | undefined }) {
  const { t } = useWords('recording');
  const say = useMessage();
  if (!rehearsed) return null;
  const { refusals, warnings, wouldRecord } = rehearsed;
  const said = [...refusals, ...warnings].map(({ message }) => say(message));
  return (
    <small className={refusals.length > 0 ? 'field-error' : undefined}>
      {said.length > 0
        ? [...new Set(said)].join(' ')
        : t(wouldRecord.length > 0 ? 'rehearsal.ready' : 'rehearsal.nothing')}
    </small>
  );
}
