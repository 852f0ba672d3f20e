import { useAsOf } from '../as-of/dates.js';
import { useLanguage, useWords } from '../words/index.js';

const FORMS = ['csv', 'xlsx', 'jsonl'] as const;

/** Links to the table of a list, whole, in each form: with the filter of the list, and at the dates of the page where it has any. */
export function TableDownloads({
  table,
  filter = {},
}: {
  readonly table: 'agreements' | 'parties' | 'events';
  readonly filter?: object;
}) {
  const { t } = useWords('showing');
  const lang = useLanguage();
  const dates = useAsOf();
  const query = new URLSearchParams({
    lang,
    ...(table !== 'events' && dates),
    ...(Object.keys(filter).length > 0 && { filter: JSON.stringify(filter) }),
  });
  return (
    <p className="downloads no-print">
      {t('download')}{' '}
      {FORMS.map((form) => (
        <a
          key={form}
          href={`/export/${table}.${form}?${query}`}
          download
          aria-label={t(`downloadAs.${form}`)}
        >
          {form.toUpperCase()}
        </a>
      ))}{' '}
      <button type="button" className="link-button" onClick={() => print()}>
        {t('print')}
      </button>
    </p>
  );
}
