import { Link } from '@tanstack/react-router';
import { EdtfDay } from '../showing/day.js';
import { useSubjectRoute } from '../showing/subject-page.js';
import { useLanguage } from '../words/index.js';
import type { EventSaid } from './event-said.js';
import type { Part } from './parts.js';
import { sentenceOf } from './sentence.js';

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
  const routeOf = useSubjectRoute();
  if ('day' in part) return <EdtfDay edtf={part.day.edtf} words={part.text} />;
  const to = 'subject' in part ? routeOf(part.subject.kind) : undefined;
  const text = part.lang === undefined ? <>{part.text}</> : <span lang={part.lang}>{part.text}</span>;
  return 'subject' in part && to !== undefined ? (
    <Link to={to} params={{ id: part.subject.id }}>
      {text}
    </Link>
  ) : (
    text
  );
}
