import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Pairs } from '../showing/pairs.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { Counts } from './counts.js';
import { Faults } from './faults.js';
import { KeepProfile } from './keep-profile.js';
import type { StepProps } from './step-props.js';

/** What was recorded, to be kept and printed. */
export function ReportStep(props: StepProps) {
  const { run, rehearse } = props;
  const { t } = useWords('importing');
  const { report, recorded, profile } = run;
  return (
    <Section title={t('step.report')} id="report">
      {recorded && (
        <p className="lead" role="status">
          {t('recording.done', { count: recorded.rows })}
        </p>
      )}
      <Pairs
        of={[
          [t('file.name'), run.file],
          [
            'SHA-256',
            <code key="hash" className="hash">
              {run.id}
            </code>,
          ],
          [t('profile.label'), profile],
          [t('report.rows'), recorded?.rows],
          [t('report.events'), recorded?.events],
        ]}
      />
      {report && (
        <>
          <h3>{t('report.rehearsed')}</h3>
          <Counts counts={report.counts} />
          <Faults title={t('rehearsal.skipped', { count: report.skipped.length })} faults={report.skipped} />
        </>
      )}
      <Faults
        title={t('report.refused', { count: recorded?.faults.length ?? 0 })}
        faults={recorded?.faults ?? []}
      />
      <p className="no-print">
        <Link to="/sources/$id" params={{ id: `import-${run.id.slice(0, 24)}` }}>
          {t('report.source')}
        </Link>
        {' · '}
        <Link to="/agreements">{t('report.agreements')}</Link>
      </p>
      <KeepProfile {...props} />
      <div className="page-actions no-print">
        <Button variant="default" onClick={() => rehearse('rehearsal')}>
          {t('report.again')}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t('report.print')}
        </Button>
      </div>
    </Section>
  );
}
