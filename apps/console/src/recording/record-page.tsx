import { Button } from '@mantine/core';
import { readStream } from '@entente/domain';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Refusal } from '../asking/refusal.js';
import { Page } from '../frame/page.js';
import { clockHere } from '../days/instants.js';
import { useRoleCalled } from '../session/role-called.js';
import { useMay } from '../session/viewer.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useWords } from '../words/index.js';
import { Baskets } from './basket/basket-shown.js';
import { CorrectionForm } from './correcting/correction-form.js';
import { beginFrom } from './drafts/begin-from.js';
import { isInBasket, type Draft } from './drafts/draft.js';
import { dropDraft, saveDraft, useKept } from './drafts/draft-store.js';
import { nextOf, type Begun } from './drafts/next.js';
import { nameGiven, putInto, registering } from './drafts/registering.js';
import { begin, useDraft } from './drafts/use-draft.js';
import type { Form } from './fields/form.js';
import { commandName } from './form/command-choice.js';
import { FactForm } from './form/fact-form.js';
import type { Way } from './form/form-frame.js';
import { COMMAND_FRAMES } from './frames/command-frames.js';
import type { Sending } from './outbox/sending.js';
import { sendDraft } from './outbox/send-draft.js';
import { Sent } from './outbox/sent.js';
import { useOutbox, useOwner } from './outbox/use-outbox.js';
import { StoreFails } from './store-fails.js';
import './recording.css';
import './words.js';

/** Recording: from nothing, from what the address names, or from a draft that was left. */
export function RecordPage() {
  const { t } = useWords('recording');
  const { draft: id } = useParams({ strict: false }) as { draft?: string };
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const role = useRoleCalled();
  const navigate = useNavigate();
  const may = useMay('recordSignature');
  useEffect(() => {
    if (id !== undefined || !may) return;
    void beginFrom(search).then((draft) =>
      navigate({ to: '/record/$draft', params: { draft: begin(draft).id }, replace: true, search: {} }),
    );
    // Once for an address without a draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, may]);
  if (!may)
    return (
      <Page title={t('title')}>
        <p>{t('forbidden', { role })}</p>
      </Page>
    );
  if (id === undefined) return <Waiting lines={8} />;
  return <Recording key={id} id={id} />;
}

function Recording({ id }: { readonly id: string }) {
  const { t } = useWords('recording');
  const owner = useOwner();
  const { draft, change, release } = useDraft(owner, id);
  const sendings = useKept<Sending>(owner, 'sending');
  if (draft === undefined) return <Waiting lines={8} />;
  if (draft === null)
    return (
      <Page title={t('title')}>
        <p>{t('draftGone')}</p>
        <Link to="/record">{t('another')}</Link>
        <Baskets />
      </Page>
    );
  const sent = sendings.find((sending) => sending.id === draft.commandId);
  return <Writing draft={draft} change={change} release={release} sent={sent} />;
}

const NONE: readonly Refusal[] = [];

interface WritingProps {
  readonly draft: Draft;
  readonly change: (make: (draft: Draft) => Draft) => void;
  readonly release: () => void;
  readonly sent: Sending | undefined;
}

function Writing({ draft, change, release, sent }: WritingProps) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const owner = useOwner();
  const outbox = useOutbox();
  const { after } = useSearch({ strict: false }) as { after?: string };
  const open = useOpen(draft.commandId);
  const frame = COMMAND_FRAMES[draft.command];
  const title = commandName(draft.command, language);
  useGoBack(draft, sent);
  const [handed, hand] = useState<string | null>(null);
  const send = async (input: object, way: Way) => {
    release();
    if (way === 'BASKET') {
      const waiting = begin({ ...draft, basketAt: draft.basketAt ?? clockHere() });
      await saveDraft(owner, waiting);
      // Nothing was sent: the source is still to be deposited.
      open({ ...nextOf(waiting), source: draft.source });
      return;
    }
    hand(draft.commandId);
    await sendDraft(outbox, draft, input, language);
    await dropDraft(owner, draft.id);
    if (way === 'NEXT') open(nextOf(draft));
  };
  const register: Form['register'] = (_kind, name, path) => {
    void saveDraft(owner, draft);
    open(registering(draft, name, path));
  };
  const takeInstead: Form['takeInstead'] = (id, name) =>
    void putInto(owner, draft, id, name, { deposited: false }).then((back) => back && open(back));
  if (!frame) return <p>{t('draftGone')}</p>;
  const gone = sent?.state === 'RECORDED' || (sent?.state === 'WAITING' && sent.waitsFor !== undefined);
  const refused = sent?.state === 'REFUSED' ? (sent.refusals ?? NONE) : NONE;
  // From the key that sends it on: what is on its way is sent once, and not changed.
  const sending = sent ? sent.state === 'WAITING' : handed === draft.commandId;
  return (
    <Page title={t('titleOf', { what: title })} lead={t('lead')} actions={<DraftsLeft but={draft.id} />}>
      <StoreFails />
      {after !== undefined && after !== draft.commandId && <Sent id={after} />}
      {gone ? (
        <>
          <Sent id={draft.commandId} />
          <Button autoFocus onClick={() => open(nextOf(draft, begunBy(draft, sent)))}>
            {t('another')}
          </Button>
        </>
      ) : draft.correcting ? (
        <CorrectionForm
          draft={draft}
          eventId={draft.correcting.eventId}
          change={change}
          refused={refused}
          sending={sending}
          onSend={(input) => void send(input, 'HERE')}
        />
      ) : (
        <FactForm
          draft={draft}
          frame={frame}
          change={change}
          refused={refused}
          sending={sending}
          onSend={(input, way) => void send(input, way)}
          register={register}
          takeInstead={takeInstead}
        />
      )}
      {!draft.correcting && <Baskets draft={draft} />}
    </Page>
  );
}

/** What a fact that is recorded began; null where it began nothing, or is still on its way. */
function begunBy(draft: Draft, sent: Sending | undefined): Begun | null {
  const [event] = (sent?.state === 'RECORDED' && sent.answer?.events) || [];
  const id = event?.revision === 0 ? readStream(event.stream)?.id : null;
  return id == null ? null : { id, name: nameGiven(draft) || id };
}

/** Opens a draft; what was sent before is told above it. */
function useOpen(after: string): (draft: Draft) => void {
  const navigate = useNavigate();
  return (draft) =>
    void navigate({ to: '/record/$draft', params: { draft: begin(draft).id }, search: { after } });
}

/** What was registered for a field of another draft goes into it, and that draft is gone on with. */
function useGoBack(draft: Draft, sent: Sending | undefined): void {
  const owner = useOwner();
  const open = useOpen(draft.commandId);
  const stream = sent?.state === 'RECORDED' && draft.for ? sent.answer?.events[0]?.stream : undefined;
  useEffect(() => {
    const id = stream === undefined ? null : (readStream(stream)?.id ?? null);
    if (id !== null)
      void putInto(owner, draft, id, nameGiven(draft), { deposited: true }).then(
        (back) => back && open(back),
      );
    // Once, when it was recorded.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stream]);
}

/** How many other drafts were left, and the way to them. */
function DraftsLeft({ but }: { readonly but: string }) {
  const { t } = useWords('recording');
  const owner = useOwner();
  const left = useKept<Draft>(owner, 'draft').filter((draft) => draft.id !== but && !isInBasket(draft));
  if (left.length === 0) return null;
  return (
    <Link to="/outbox" hash="drafts" search={{}}>
      {t('draftsLeft', { count: left.length })}
    </Link>
  );
}
