import { Alert } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { readStream } from '@entente/domain';
import { useEffect, useRef } from 'react';
import { useMay } from '../../session/viewer.js';
import { useSubjectRoute } from '../../showing/subject-page.js';
import { useMessage } from '../../showing/message.js';
import { useWords } from '../../words/index.js';
import { useKept } from '../drafts/draft-store.js';
import type { Sending, Recorded } from './sending.js';
import { useOwner } from './use-outbox.js';

/** What became of something that was sent: recorded, waiting, or refused. It stays until something else is done. */
export function Sent({ id, focus = false }: { readonly id: string; readonly focus?: boolean }) {
  const owner = useOwner();
  const sending = useKept<Sending>(owner, 'sending').find((one) => one.id === id);
  const box = useRef<HTMLDivElement>(null);
  const state = sending?.state;
  useEffect(() => {
    if (focus && state) requestAnimationFrame(() => box.current?.focus());
  }, [focus, state]);
  if (!sending) return null;
  return (
    <div ref={box} tabIndex={-1} role="status" className="sent">
      <SentAs sending={sending} />
    </div>
  );
}

function SentAs({ sending }: { readonly sending: Sending }) {
  const { t } = useWords('recording');
  const { title, state, answer, draft, waitsFor } = sending;
  if (state === 'RECORDED' && answer) return <RecordedAs title={title} answer={answer} />;
  if (state === 'REFUSED')
    return (
      <Alert color="red" variant="default" title={t('sent.refused')}>
        <p>{title}</p>
        <Refusals sending={sending} />
        {draft && (
          <Link to="/record/$draft" params={{ draft: draft.id }} search={{}}>
            {t('sent.takeUp')}
          </Link>
        )}
      </Alert>
    );
  return (
    <Alert
      color="yellow"
      variant="default"
      title={t(waitsFor === undefined ? 'sent.sending' : `sent.${waitsFor}`)}
    >
      {title}
    </Alert>
  );
}

function RecordedAs({ title, answer }: { readonly title: string; readonly answer: Recorded }) {
  const { t } = useWords('recording');
  const say = useMessage();
  const may = useMay('rectifyRecord');
  const { events, repeated, warnings } = answer;
  const last = events.at(-1);
  return (
    <Alert
      color="teal"
      variant="default"
      title={
        repeated
          ? t('sent.repeated')
          : last
            ? t('sent.recorded', { revision: last.revision })
            : t('sent.nothing')
      }
    >
      <p>{title}</p>
      {warnings.map(({ rule, message }) => (
        <p key={rule} className="advice">
          ⚠ {say(message)}
        </p>
      ))}
      {last && (
        <p className="sent-links">
          <SeeSubject event={last} />{' '}
          <Link to="/record" search={{ correct: last.id, how: may ? 'rectify' : 'dispute' }}>
            {t('sent.wasWrong')}
          </Link>
        </p>
      )}
    </Alert>
  );
}

/** The way to the page of what was recorded about; where that has none, to the event. */
function SeeSubject({ event }: { readonly event: Recorded['events'][number] }) {
  const { t } = useWords('recording');
  const routeOf = useSubjectRoute();
  const { kind, id } = readStream(event.stream) ?? { kind: null, id: null };
  const route = kind === null ? undefined : routeOf(kind);
  return (
    <Link
      to={route ?? '/events/$id'}
      params={{ id: route !== undefined && id !== null ? id : event.id }}
      search={{}}
    >
      {t('sent.see')}
    </Link>
  );
}

/** Why the ledger refused, each reason once. */
export function Refusals({ sending }: { readonly sending: Sending }) {
  const say = useMessage();
  return (
    <ul className="plain">
      {[...new Set((sending.refusals ?? []).map(({ message }) => say(message)))].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
