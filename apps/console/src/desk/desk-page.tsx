import { Navigate } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { LATE_DAYS } from '../events/log-filter.js';
import { Page } from '../frame/page.js';
import { useSession } from '../session/viewer.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { AgreementsBlock, Counts, Intents } from './blocks.js';
import './desk.css';
import { DESK, type DeskAnswered } from './desk-question.js';
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
  const desk = useAnswer(DESK, { asOf, lateDays: LATE_DAYS }, { forEver: false });
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
    </Page>
  );
}

function ToSee({ data }: { readonly data: DeskAnswered }) {
  return (
    <>
      <AgreementsBlock name="notice" list={data.notice} search={{ flag: 'NOTICE_WINDOW' }} />
      <AgreementsBlock name="expiring" list={data.expiring} search={{ flag: 'EXPIRING' }} />
      <Intents intents={data.openIntents} />
      <AgreementsBlock name="disputed" list={data.disputed} search={{ flag: 'DISPUTED' }} />
      <AgreementsBlock name="uncertain" list={data.uncertain} search={{ certainty: 'POSSIBLE' }} />
      <AgreementsBlock name="presumed" list={data.presumed} search={{ flag: 'PRESUMED' }} />
      <AgreementsBlock name="passedOver" list={data.passedOver} search={{ flag: 'PASSED_OVER' }} />
      <AgreementsBlock name="dormant" list={data.dormant} search={{ flag: 'DORMANT' }} />
      <Counts data={data} />
    </>
  );
}
