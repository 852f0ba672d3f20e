import { LOCALE } from '../words/language.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import { Bars } from './bars.js';
import { Block, type AskedBlock } from './block.js';
import { mostCounted } from './series.js';
import type { Counted } from './statistics-questions.js';

/** How many keys a sentence names. */
const MOST_NAMED = 4;

/** How many agreements are in force under each key. */
export function CountedBlock({
  id,
  title,
  of,
  note,
  nameOf = (key) => key,
  asked,
}: {
  readonly id: string;
  readonly title: string;
  readonly of: readonly Counted[] | undefined;
  readonly note?: string;
  readonly nameOf?: (key: string) => string;
  readonly asked: AskedBlock;
}) {
  const { t } = useWords('statistics');
  const typo = useTypo();
  const rows = of?.toSorted((one, other) => other.counts.inForce - one.counts.inForce);
  const most = mostCounted(rows ?? []);
  const named = most.keys.map((key) => typo(nameOf(key)));
  // More than a few side by side say nothing: the table has them all.
  const names = new Intl.ListFormat(LOCALE[useLanguage()]).format(
    named.length > MOST_NAMED ? [...named.slice(0, MOST_NAMED - 1), t('others')] : named,
  );
  const sentence = {
    NOTHING: t('nothingCounted'),
    CERTAIN: t(named.length > 1 ? 'mostTied' : 'most', { count: most.count, name: names }),
    PERHAPS: t('mostPerhaps', { count: most.count, name: names }),
  }[most.of];
  return (
    <Block
      id={id}
      title={title}
      sentence={[sentence, rows && rows.length > 0 ? note : undefined].filter(Boolean).join(' ')}
      rows={rows}
      keyOf={({ key }) => key}
      chart={
        rows && (
          <Bars
            label={title}
            rows={rows.map(({ key, counts }) => ({
              key,
              label: typo(nameOf(key)),
              certain: counts.inForce,
              perhaps: counts.perhapsInForce,
            }))}
          />
        )
      }
      columns={[
        { key: 'key', head: title, names: true, cell: ({ key }) => typo(nameOf(key)) },
        { key: 'certain', head: t('certain'), align: 'end', cell: ({ counts }) => counts.inForce },
        { key: 'perhaps', head: t('possible'), align: 'end', cell: ({ counts }) => counts.perhapsInForce },
        { key: 'known', head: t('known'), align: 'end', cell: ({ counts }) => counts.known },
      ]}
      asked={asked}
    />
  );
}
