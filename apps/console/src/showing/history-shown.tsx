import type { EVENT_LINE } from '../asking/fragments.js';
import type { FragmentOf } from '../asking/graphql.js';
import type { Pages } from '../asking/use-pages.js';
import { useWords } from '../words/index.js';
import { EventLines } from './event-line.js';
import { Refused } from './refused.js';
import { Section } from './section.js';
import { Waiting } from './waiting.js';

/** The events of what has a stream, as the ledger gives them. */
export function HistoryShown({ pages }: { readonly pages: Pages<FragmentOf<typeof EVENT_LINE>> }) {
  const { t } = useWords('showing');
  return (
    <Section title={t('history', { count: pages.total ?? 0 })} id="history">
      <Refused refusals={pages.refusals} again={pages.again} part />
      {pages.waiting && <Waiting />}
      {pages.rows && <EventLines events={pages.rows} />}
      {pages.more}
    </Section>
  );
}
