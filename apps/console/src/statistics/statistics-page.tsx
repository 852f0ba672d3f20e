import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useListOffer } from '../as-of/list-offer.js';
import { useAnswer } from '../asking/use-answer.js';
import { showDay } from '../days/show-day.js';
import { Page } from '../frame/page.js';
import { useAgreementKind } from '../showing/agreement-kind.js';
import { useLanguage, useWords } from '../words/index.js';
import { Stripes } from './bars.js';
import { CountedBlock } from './counted-block.js';
import { EndingBlock } from './ending-block.js';
import { InForceBlock } from './in-force-block.js';
import { QualityBlocks } from './quality-blocks.js';
import { SignedBlock } from './signed-block.js';
import { STATISTICS } from './statistics-questions.js';
import './statistics.css';
import './words.js';

/** What the ledger counts at the two dates of the page: each number with its sentence, its chart, its table and its question. */
export function StatisticsPage() {
  const { t } = useWords('statistics');
  return (
    <Page title={t('title')} lead={t('lead')} actions={<Link to="/board">{t('board')}</Link>}>
      <StatisticsBlocks />
    </Page>
  );
}

/** All the blocks, for the page of their own and for what is printed for a meeting of the board. */
export function StatisticsBlocks() {
  const { t } = useWords('statistics');
  const kindCalled = useAgreementKind();
  const language = useLanguage();
  const asOf = useAsOf();
  const variables = { asOf };
  const answer = useAnswer(STATISTICS, variables);
  const stats = answer.data?.stats;
  useListOffer({});
  const asked = { ...answer, document: STATISTICS, variables };
  const day = stats && showDay(stats.asOf.validOn, language);
  return (
    <div aria-busy={answer.old}>
      <Stripes />
      <InForceBlock
        day={stats?.asOf.validOn}
        firstYear={stats ? Number(stats.bySignatureYear[0]?.key ?? Number.NaN) : undefined}
        sentence={
          stats && (
            <>
              {t('inForce', { count: stats.agreements.inForce, day })}
              {stats.agreements.perhapsInForce > 0 &&
                `${t('perhaps', { count: stats.agreements.perhapsInForce })}`}
              .
            </>
          )
        }
      />
      <SignedBlock years={stats?.bySignatureYear} counts={stats?.agreements} asked={asked} />
      <CountedBlock id="kinds" title={t('byKind')} of={stats?.byKind} nameOf={kindCalled} asked={asked} />
      <CountedBlock
        id="regions"
        title={t('byRegion')}
        of={stats?.byRegion}
        note={t('inEach')}
        asked={asked}
      />
      <CountedBlock
        id="sectors"
        title={t('bySector')}
        of={stats?.bySector}
        note={t('inEach')}
        asked={asked}
      />
      <EndingBlock day={stats?.asOf.validOn} />
      <QualityBlocks />
    </div>
  );
}
