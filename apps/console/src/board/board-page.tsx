import { Button } from '@mantine/core';
import { daysBetween } from '@entente/domain';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { DataTable, type Column } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { StatusShown } from '../showing/status.js';
import { Waiting } from '../showing/waiting.js';
import { Tables } from '../statistics/block.js';
import { StatisticsBlocks } from '../statistics/statistics-page.js';
import { useWords } from '../words/index.js';
import './board.css';
import { BOARD, type BoardRow } from './board-question.js';
import './words.js';

const DAYS = 180;

/** Of an agreement with many parties, so many are named. */
const PARTIES_NAMED = 3;

/** What a board is given: the numbers, what ends soon, and the agreements in force. One click prints it. */
export function BoardPage() {
  const { t } = useWords('board');
  const variables = { days: DAYS, asOf: useAsOf() };
  const { data, refusals, waiting, again } = useAnswer(BOARD, variables);
  return (
    <Page
      title={t('title')}
      lead={t('lead', { days: DAYS })}
      actions={data && <Button onClick={() => print()}>{t('print')}</Button>}
    >
      <div className="board">
        <Refused refusals={refusals} again={again} part={data !== undefined} />
        {waiting && <Waiting lines={10} />}
        {data?.stats && (
          <Section title={t('numbers')} id="numbers">
            <div className="board-numbers">
              <Pairs
                of={[
                  [t('certain'), data.stats.agreements.inForce],
                  [t('perhaps'), data.stats.agreements.perhapsInForce],
                  [t('signed'), data.stats.agreements.signed],
                  [t('known'), data.stats.agreements.known],
                  [t('openIntents'), data.stats.openIntents],
                  [t('organizations'), data.stats.organizations],
                ]}
              />
            </div>
          </Section>
        )}
        <Tables value={false}>
          <div className="board-charts">
            <StatisticsBlocks />
          </div>
        </Tables>
        {data?.expiring && data.stats && (
          <Agreements
            id="ending-soon"
            title={t('ending', { count: data.expiring.totalCount, days: DAYS })}
            empty={t('noEnding', { days: DAYS })}
            rows={data.expiring.nodes}
            day={data.stats.asOf.validOn}
          />
        )}
        {data?.agreements && (
          <Agreements
            id="agreements-in-force"
            title={t('inForce', { count: data.agreements.totalCount })}
            empty={t('noInForce')}
            rows={data.agreements.nodes}
          />
        )}
      </div>
      <QueryShown document={BOARD} variables={variables} />
    </Page>
  );
}

function Agreements({
  id,
  title,
  empty,
  rows,
  day,
}: {
  readonly id: string;
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly BoardRow[];
  /** Where given, how many days are left from then on. */
  readonly day?: string;
}) {
  const { t } = useWords('board');
  const left: readonly Column<BoardRow>[] =
    day === undefined
      ? []
      : [
          {
            key: 'left',
            head: t('left'),
            align: 'end',
            cell: ({ term }) => term?.currentEndsOn && daysBetween(day, term.currentEndsOn.point),
          },
        ];
  return (
    <Section title={title} id={id}>
      {rows.length === 0 && <p className="quiet">{empty}</p>}
      {rows.length > 0 && (
        <DataTable<BoardRow>
          caption={title}
          hideCaption
          rows={rows}
          keyOf={({ agreementId }) => agreementId}
          columns={[
            {
              key: 'agreement',
              head: t('agreement'),
              names: true,
              cell: (row) => <AgreementLink of={row} />,
            },
            {
              key: 'parties',
              head: t('parties'),
              cell: ({ parties }) => {
                const names = parties.map(({ organization }) => organization.name);
                const more = names.length - PARTIES_NAMED;
                return [
                  ...names.slice(0, PARTIES_NAMED),
                  ...(more > 0 ? [t('others', { count: more })] : []),
                ].join(', ');
              },
            },
            { key: 'status', head: t('status'), cell: ({ status }) => <StatusShown {...status} /> },
            {
              key: 'lastDay',
              head: t('lastDay'),
              cell: ({ term }) => term?.currentEndsOn && <FactDay fact={term.currentEndsOn} form="short" />,
            },
            ...left,
          ]}
        />
      )}
    </Section>
  );
}
