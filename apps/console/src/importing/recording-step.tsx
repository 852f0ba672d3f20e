import { Button } from '@mantine/core';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { useDoing } from './import-run.js';
import type { StepProps } from './step-props.js';

/** How far the recording is; it can be paused, and goes on from there. */
export function RecordingStep({ run, go, attempt }: StepProps) {
  const { t } = useWords('importing');
  const doing = useDoing(run.id);
  const { phase, done, of } = run;
  return (
    <Section title={t('step.recording')} id="recording">
      {(phase === 'RECORDING' || phase === 'PAUSED') && (
        <>
          <progress value={done} max={Math.max(of, 1)} aria-label={t('step.recording')} />
          <p role="status">
            {t(phase === 'PAUSED' ? 'recording.paused' : 'recording.underWay', { done, of })}
          </p>
        </>
      )}
      {phase === 'PAUSED' && <p>{t('recording.held')}</p>}
      {phase === 'GIVEN_UP' && <p role="status">{t('recording.givenUp', { done, of })}</p>}
      {phase === 'PLANNED' && <p>{t('recording.notBegun')}</p>}
      {phase === 'DONE' && <p role="status">{t('recording.done', { count: run.recorded?.rows ?? 0 })}</p>}
      <div className="page-actions">
        {phase === 'RECORDING' && (
          <Button variant="default" onClick={() => void attempt(doing.pause)}>
            {t('recording.pause')}
          </Button>
        )}
        {phase === 'PAUSED' && (
          <>
            <Button onClick={() => void attempt(doing.record)}>{t('recording.goOn')}</Button>
            <Button variant="default" onClick={() => void attempt(doing.giveUp)}>
              {t('recording.giveUp')}
            </Button>
          </>
        )}
        {phase === 'GIVEN_UP' && <Button onClick={() => go('file')}>{t('report.again')}</Button>}
        {phase === 'PLANNED' && <Button onClick={() => go('rehearsal')}>{t('step.rehearsal')}</Button>}
        {phase === 'DONE' && <Button onClick={() => go('report')}>{t('step.report')}</Button>}
      </div>
    </Section>
  );
}
