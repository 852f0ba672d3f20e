import { Link } from '@tanstack/react-router';
import { useLanguage } from '../words/index.js';
import type { EventSaid } from './event-said.js';
import type { Part } from './parts.js';
import { sentenceOf } from './sentence.js';

/** The subjects that have a page of their own. */
const PAGES = { agreement: '/agreements/$id' } as const;

/** What an event says, in one sentence: names lead to their pages, days are as uncertain as they are. */
export function EventSentence({
  event,
  within,
}: {
  readonly event: EventSaid;
  /** The stream whose page it stands on: its subject is not named again. */
  readonly within?: string;
}) {
  const parts = sentenceOf(event, useLanguage(), within);
  return (
    <span className="event-sentence">
      {parts.map((part, index) => (
        <PartShown key={index} part={part} />
      ))}
    </span>
  );
}

function PartShown({ part }: { readonly part: Part }) {
  if ('day' in part) {
    const whole = /^\d{4}-\d{2}-\d{2}$/u.test(part.day.edtf);
    return whole ? (
      <time dateTime={part.day.edtf}>{part.text}</time>
    ) : (
      <span title={part.day.edtf} className="uncertain-day">
        {part.text}
      </span>
    );
  }
  const to = 'subject' in part ? PAGES[part.subject.kind as keyof typeof PAGES] : undefined;
  const text = part.lang === undefined ? <>{part.text}</> : <span lang={part.lang}>{part.text}</span>;
  return 'subject' in part && to !== undefined ? (
    <Link to={to} params={{ id: part.subject.id }}>
      {text}
    </Link>
  ) : (
    text
  );
}
