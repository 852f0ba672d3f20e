import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePages } from '../asking/use-pages.js';
import { EventSentence } from '../events/event-sentence.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { useTypo, useWords } from '../words/index.js';
import { holds, meet, readLines, type LineRange } from './line-range.js';
import { CITATIONS, type Cited, type Source } from './source-question.js';

/** The text of a source by numbered lines; beside the first line that a fact cites stands the fact. */
export function CitedLines({ source }: { readonly source: Source }) {
  const { t } = useWords('sources');
  const marked = readLines(useSearch({ from: '__root__' }).lines);
  const page = usePages(CITATIONS, { id: source.sourceId }, (data) => data.source?.citedBy, { size: 100 });
  const cited = page.rows ?? [];
  const found = marked !== null && cited.some(({ lines }) => lines !== null && meet(marked, lines));
  const { next } = page;
  // The citations stand in the order of the log: those of some lines may be on any page.
  useEffect(() => {
    if (marked && !found) next?.();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [marked?.from, marked?.to, found, cited.length, next === undefined]);
  useEffect(() => {
    // Newer browsers give a promise back, which is no way to end an effect.
    document.querySelector('#cited .marked')?.scrollIntoView({ block: 'center' });
  }, [marked?.from, marked?.to, found, source.sourceId]);
  const last = Math.max(0, ...source.lines.map(({ number }) => number));
  const at = (line: number) => cited.filter(({ lines }) => lines?.from === line);
  const beyond = cited.filter(({ lines }) => lines === null || lines.from > last);
  return (
    <div id="cited">
      {source.lines.length > 0 && (
        <table className="lines">
          <caption className="for-readers">{t('linesCaption')}</caption>
          <thead className="for-readers">
            <tr>
              <th scope="col">{t('lineNumber')}</th>
              <th scope="col">{t('text')}</th>
              <th scope="col">{t('facts')}</th>
            </tr>
          </thead>
          <tbody>
            {source.lines.map(({ number, text }) => (
              <tr key={number} className={marked && holds(marked, number) ? 'marked' : undefined}>
                <th scope="row">{number}</th>
                <td lang={source.lang ?? undefined}>{text}</td>
                <td>
                  <Facts cited={at(number)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {beyond.length > 0 && (
        <>
          <h3>{t(source.lines.length > 0 ? 'withoutLines' : 'facts')}</h3>
          <Facts
            cited={beyond.toSorted((a, b) => (a.lines?.from ?? 0) - (b.lines?.from ?? 0))}
            marked={marked}
          />
        </>
      )}
      <Refused refusals={page.refusals} again={page.again} part={page.rows !== undefined} />
      {page.waiting && <Waiting lines={4} />}
      {page.more}
    </div>
  );
}

function Facts({
  cited,
  marked = null,
}: {
  readonly cited: readonly Cited[];
  readonly marked?: LineRange | null;
}) {
  const { t } = useWords(['events', 'terms']);
  const typo = useTypo();
  if (cited.length === 0) return null;
  return (
    <ul className="citations facts-citing">
      {cited.map(({ event, lines, kind, quote }, index) => (
        <li key={index} className={marked && lines && meet(marked, lines) ? 'marked' : undefined}>
          {lines && (
            <span className="where">
              {lines.from === lines.to ? t('line', { line: lines.from }) : t('lines', { ...lines })}
              {' · '}
            </span>
          )}
          <EventSentence event={event} />{' '}
          <Link to="/events/$id" params={{ id: event.id }}>
            {t('open')}
          </Link>
          {kind && ` · ${t(`terms:basis.${kind}`)}`}
          {quote && <q>{typo(quote)}</q>}
        </li>
      ))}
    </ul>
  );
}
