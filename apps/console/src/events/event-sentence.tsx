import { Link } from '@tanstack/react-router';
import { useReadsLog } from '../session/viewer.js';
import { EdtfDay } from '../showing/day.js';
import { useLanguage } from '../words/index.js';
import type { EventSaid } from './event-said.js';
import type { Part } from './parts.js';
import { sentenceOf } from './sentence.js';

/** The subjects that have a page for everybody. */
const PAGES = {
  agreement: '/agreements/$id',
  organization: '/organizations/$id',
  committee: '/committees/$id',
  resolution: '/resolutions/$id',
  project: '/projects/$id',
  programme: '/programmes/$id',
  funding: '/fundings/$id',
} as const;

/** Those that have a page for whoever reads the log; a dashboard gets the name alone. */
const ALL_PAGES = {
  ...PAGES,
  person: '/people/$id',
  meeting: '/meetings/$id',
  mission: '/missions/$id',
  source: '/sources/$id',
} as const;

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
  const readsLog = useReadsLog();
  if ('day' in part) return <EdtfDay edtf={part.day.edtf} words={part.text} />;
  const pages: Readonly<Partial<typeof ALL_PAGES>> = readsLog ? ALL_PAGES : PAGES;
  const to = 'subject' in part ? pages[part.subject.kind as keyof typeof ALL_PAGES] : undefined;
  const text = part.lang === undefined ? <>{part.text}</> : <span lang={part.lang}>{part.text}</span>;
  return 'subject' in part && to !== undefined ? (
    <Link to={to} params={{ id: part.subject.id }}>
      {text}
    </Link>
  ) : (
    text
  );
}
