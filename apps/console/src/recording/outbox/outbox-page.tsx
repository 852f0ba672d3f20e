import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../frame/page.js';
import { instantHere } from '../../days/instants.js';
import { InstantShown } from '../../showing/day.js';
import { DataTable } from '../../showing/data-table.js';
import { Section } from '../../showing/section.js';
import { useLanguage, useWords } from '../../words/index.js';
import { isInBasket, type Draft } from '../drafts/draft.js';
import { dropDraft, KEPT_DAYS, useKept } from '../drafts/draft-store.js';
import { Baskets } from '../basket/basket-shown.js';
import { commandName } from '../form/command-choice.js';
import '../recording.css';
import '../words.js';
import { StoreFails } from '../store-fails.js';
import { titleOf } from '../title-of.js';
import type { Sending } from './sending.js';
import { Refusals } from './sent.js';
import { useOutbox, useOwner } from './use-outbox.js';

/** What waits, what was sent lately, and the drafts that were left: all of it kept on this computer. */
export function OutboxPage() {
  const { t } = useWords('recording');
  const owner = useOwner();
  const outbox = useOutbox();
  const sendings = useKept<Sending>(owner, 'sending').toSorted((a, b) => b.madeAt - a.madeAt);
  const waiting = sendings.filter(({ state }) => state === 'WAITING');
  const answered = sendings.filter(({ state }) => state !== 'WAITING');
  return (
    <Page title={t('outbox.title')} lead={t('outbox.lead')}>
      <StoreFails />
      <Section
        title={t('outbox.waiting', { count: waiting.length })}
        id="waiting"
        action={
          waiting.length > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => outbox.poke()}>
              {t('outbox.sendNow')}
            </Button>
          )
        }
      >
        {waiting.length === 0 ? (
          <p className="quiet">{t('outbox.noneWaiting')}</p>
        ) : (
          <Sendings sendings={waiting} />
        )}
      </Section>
      <Baskets />
      <Drafts />
      <Section title={t('outbox.lately')} id="lately">
        {answered.length === 0 ? (
          <p className="quiet">{t('outbox.noneLately')}</p>
        ) : (
          <Sendings sendings={answered} />
        )}
      </Section>
      <p className="quiet">{t('outbox.kept', { days: KEPT_DAYS })}</p>
    </Page>
  );
}

function Sendings({ sendings }: { readonly sendings: readonly Sending[] }) {
  const { t } = useWords('recording');
  return (
    <DataTable
      caption={t('outbox.title')}
      hideCaption
      rows={sendings}
      keyOf={({ id }) => id}
      columns={[
        { key: 'what', head: t('what'), names: true, cell: ({ title }) => title },
        {
          key: 'when',
          head: t('outbox.when'),
          cell: ({ madeAt }) => <InstantShown instant={instantHere(madeAt)} />,
        },
        { key: 'state', head: t('outbox.state'), cell: (sending) => <State sending={sending} /> },
      ]}
    />
  );
}

function State({ sending }: { readonly sending: Sending }) {
  const { t } = useWords('recording');
  const { state, tries, waitsFor, answer, draft } = sending;
  if (state === 'RECORDED')
    return (
      <>
        {answer?.repeated
          ? t('sent.repeated')
          : t('sent.recorded', { revision: answer?.events.at(-1)?.revision ?? 0 })}
      </>
    );
  if (state === 'REFUSED')
    return (
      <>
        {t('sent.refused')} <Refusals sending={sending} />
        {draft && (
          <Link to="/record/$draft" params={{ draft: draft.id }} search={{}}>
            {t('sent.takeUp')}
          </Link>
        )}
      </>
    );
  return (
    <>
      {t(waitsFor === undefined ? 'sent.sending' : `outbox.${waitsFor}`, { count: tries })}
      {waitsFor !== undefined && draft && <TakeBack sending={sending} />}
    </>
  );
}

/** Takes back what waits, to be mended or given up; the ledger is asked first whether it has it. */
function TakeBack({ sending: { id, title } }: { readonly sending: Sending }) {
  const { t } = useWords('recording');
  const outbox = useOutbox();
  const [asking, ask] = useState(false);
  const takeBack = async () => {
    ask(true);
    await outbox.takeBack(id).finally(() => ask(false));
  };
  return (
    <>
      {' '}
      <Button
        size="compact-sm"
        variant="default"
        loading={asking}
        loaderProps={{ 'aria-label': t('sending') }}
        aria-label={`${t('outbox.takeBack')} · ${title}`}
        onClick={() => void takeBack()}
      >
        {t('outbox.takeBack')}
      </Button>
    </>
  );
}

function Drafts() {
  const { t } = useWords('recording');
  const language = useLanguage();
  const owner = useOwner();
  const drafts = useKept<Draft>(owner, 'draft')
    .filter((draft) => !isInBasket(draft))
    .toSorted((a, b) => b.touchedAt - a.touchedAt);
  return (
    <Section title={t('outbox.drafts', { count: drafts.length })} id="drafts">
      {drafts.length === 0 ? (
        <p className="quiet">{t('outbox.noDrafts')}</p>
      ) : (
        <DataTable
          caption={t('outbox.drafts', { count: drafts.length })}
          hideCaption
          rows={drafts}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'what',
              head: t('what'),
              names: true,
              cell: (draft) => (
                <Link to="/record/$draft" params={{ draft: draft.id }} search={{}}>
                  {titleOf(draft, commandName(draft.command, language))}
                </Link>
              ),
            },
            {
              key: 'when',
              head: t('outbox.touched'),
              cell: ({ touchedAt }) => <InstantShown instant={instantHere(touchedAt)} />,
            },
            {
              key: 'drop',
              head: <span className="for-readers">{t('outbox.drop')}</span>,
              cell: (draft) => (
                <Button size="compact-sm" variant="default" onClick={() => void dropDraft(owner, draft.id)}>
                  {t('outbox.drop')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
