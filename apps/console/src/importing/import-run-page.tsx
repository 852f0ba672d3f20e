import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Refusal } from '../asking/refusal.js';
import { Page } from '../frame/page.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import { ColumnsStep } from './columns-step.js';
import { FileStep } from './file-step.js';
import {
  isOnOrganizations,
  isUnderWay,
  refusalsIn,
  useDoing,
  useRun,
  type Choices,
  type ImportRun,
} from './import-run.js';
import { OrganizationsStep } from './organizations-step.js';
import { RecordingStep } from './recording-step.js';
import { RehearsalStep } from './rehearsal-step.js';
import { ReportStep } from './report-step.js';
import type { StepProps } from './step-props.js';
import { STEPS, Steps, type Step } from './steps.js';
import './importing.css';
import './words.js';

/** An import, step by step. */
export function ImportRunPage() {
  const { t } = useWords('importing');
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const { data: run, error, refetch } = useRun(id);
  if (run) return <Run key={id} run={run} />;
  return (
    <Page title={t('title')}>
      {error ? <Refused refusals={refusalsIn(error)} again={() => void refetch()} /> : <Waiting lines={6} />}
    </Page>
  );
}

function Run({ run }: { readonly run: ImportRun }) {
  const { t } = useWords('importing');
  const language = useLanguage();
  const typo = useTypo();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { readonly step?: string };
  const doing = useDoing(run.id);
  const [chosen, setChosen] = useState<Choices>({});
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const reachable = reachableIn(run);
  const asked = reachable.find((one) => one === search.step);
  const step = asked ?? stepOf(run);
  const go = (next: Step) =>
    void navigate({ to: '/import/$id', params: { id: run.id }, search: { step: next } });
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setRefusals([]);
    try {
      await work();
      return true;
    } catch (error) {
      setRefusals(refusalsIn(error));
      return false;
    }
  };
  const rehearse = (next: Step, profile = run.profile ?? '', version?: number) =>
    void attempt(() => doing.plan(profile, chosen, version)).then((done) => {
      if (!done) return;
      setChosen({});
      go(next);
    });
  const props: StepProps = {
    run,
    chosen,
    choose: (id, answer) => setChosen((before) => ({ ...before, [id]: answer })),
    rehearse,
    go,
    attempt,
  };
  return (
    <Page
      title={t('titleOf', { file: run.file })}
      lead={t('leadOf', { rows: run.rows, format: t(`format.${run.format as 'CSV'}`) })}
    >
      <Steps now={step} id={run.id} reachable={isUnderWay(run) ? [] : reachable} />
      <Refused refusals={refusals} part />
      {run.problem && (
        <p role="alert" className="field-error">
          {typo(run.problem[language])}
        </p>
      )}
      {run.phase === 'PLANNING' ? (
        <Waits says={t('rehearsing', { done: run.done, rows: run.rows })} done={run.done} of={run.of} />
      ) : (
        <Shown step={step} {...props} />
      )}
    </Page>
  );
}

function Shown({ step, ...props }: StepProps & { readonly step: Step }) {
  switch (step) {
    case 'file':
      return <FileStep {...props} />;
    case 'columns':
      return <ColumnsStep {...props} />;
    case 'organizations':
      return <OrganizationsStep {...props} />;
    case 'rehearsal':
      return <RehearsalStep {...props} />;
    case 'recording':
      return <RecordingStep {...props} />;
    case 'report':
      return <ReportStep {...props} />;
    default:
      return step satisfies never;
  }
}

function Waits({ says, done, of }: { readonly says: string; readonly done: number; readonly of: number }) {
  return (
    <div className="section">
      <progress aria-label={says} {...(done > 0 && { value: done, max: of })} />
      <p role="status">{says}</p>
    </div>
  );
}

/** The steps that an import has come to. */
function reachableIn({ phase, report }: ImportRun): readonly Step[] {
  if (phase === 'RECORDING') return ['recording'];
  if (report === null) return ['file'];
  const last: readonly Step[] = phase === 'PLANNED' ? ['recording'] : ['recording', 'report'];
  return STEPS.filter((step) => !['recording', 'report'].includes(step) || last.includes(step));
}

/** The step at which somebody has something to do. */
function stepOf({ phase, report }: ImportRun): Step {
  if (phase === 'RECORDING' || phase === 'PAUSED' || phase === 'GIVEN_UP') return 'recording';
  if (phase === 'DONE') return 'report';
  if (report === null) return 'file';
  if (report.questions.some((one) => !isOnOrganizations(one))) return 'columns';
  return report.questions.length > 0 ? 'organizations' : 'rehearsal';
}
