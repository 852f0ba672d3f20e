import { textIn, type Shown } from '../facts.js';
import { always, type Statement } from '../statement.js';

/** What each event in effect cites, corrections too; a source is not cited by its own stream. */
export function citationStatements(stream: string, { recorded, undone }: Shown): readonly Statement[] {
  return recorded
    .filter(({ id }) => !undone.has(id))
    .flatMap((event) => {
      const attached = event.type === 'EvidenceAttached' ? textIn(event, 'sourceId') : null;
      const cited = [
        ...event.citations,
        ...(attached === null ? [] : [{ source: attached, from: null, to: null, kind: null }]),
      ];
      return cited.flatMap(({ source, from, to, kind }, place) =>
        `source-${source}` === stream
          ? []
          : [
              always('source_citation', event, {
                event_id: event.id,
                place,
                source_id: source,
                line_from: from,
                line_to: to,
                kind,
              }),
            ],
      );
    });
}
