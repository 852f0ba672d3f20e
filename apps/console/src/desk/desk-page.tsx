import { Navigate } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { LATE_DAYS } from '../events/log-filter.js';
import { Page } from '../frame/page.js';
import { useSession } from '../session/viewer.js';
import { QueryLater } from '../showing/query-later.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { AgreementsBlock, Counts, Intents } from './blocks.js';
import { Ending, useChoices } from './choices.js';
import './desk.css';
import { DESK, flagged, type DeskAnswered } from './desk-question.js';
import { OfTheLog } from './events-blocks.js';
import { Quality } from './quality.js';
import { Resume } from './resume.js';

/** What the day asks for: what hurts first. Dashboards, which record and read nothing of the log, have the statistics. */
export function DeskPage() {
  const { viewer } = useSession();
  if (viewer.role === 'DASHBOARD') return <Navigate to="/statistics" replace />;
  return <Desk />;
}

function Desk() {
  const { t } = useWords('desk');
  const asOf = useAsOf();
  const { viewer } = useSession();
  // Two fixed dates do not fix what is of the log.
  const { within, by } = useChoices();
  const variables = { asOf, lateDays: LATE_DAYS, within, by: by === 'me' ? viewer.actor : null };
  const desk = useAnswer(DESK, variables, { forEver: false });
  const { data } = desk;
  return (
    <Page title={t('title')}>
      <Refused refusals={desk.refusals} again={desk.again} part={data !== undefined} />
      <Resume />
      {desk.waiting && <Waiting lines={12} />}
      {data && (
        <div aria-busy={desk.old} className="desk">
          {viewer.role === 'AUDITOR' ? (
            <>
              <OfTheLog data={data} />
              <ToSee data={data} />
              <Quality quality={data.dataQuality} />
            </>
          ) : (
            <>
              <ToSee data={data} />
              <Quality quality={data.dataQuality} />
              <OfTheLog data={data} />
            </>
          )}
        </div>
      )}
      <QueryLater document={DESK} variables={variables} />
    </Page>
  );
}

/** The blocks of agreements with a flag, and of what is open beside them, the most pressing first. */
function ToSee({ data }: { readonly data: DeskAnswered }) {
  const of = (name: FlaggedBlock, flag: Parameters<typeof flagged>[1]) => (
    <AgreementsBlock name={name} list={data[name]} count={flagged(data, flag)} search={{ flag }} />
  );
  return (
    <>
      {of('notice', 'NOTICE_WINDOW')}
      <Ending list={data.expiring} />
      <Intents intents={data.openIntents} />
      {of('disputed', 'DISPUTED')}
      <AgreementsBlock
        name="uncertain"
        list={data.uncertain}
        count={data.uncertain?.totalCount}
        search={{ certainty: 'POSSIBLE' }}
      />
      {of('presumed', 'PRESUMED')}
      {of('passedOver', 'PASSED_OVER')}
      {of('dormant', 'DORMANT')}
      <Counts data={data} />
    </>
  );
}

type FlaggedBlock = 'notice' | 'disputed' | 'presumed' | 'passedOver' | 'dormant';
