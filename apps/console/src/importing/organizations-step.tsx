import { Button, Radio, Stack } from '@mantine/core';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { isOnOrganizations, type Question } from './import-run.js';
import { QuestionField } from './questions.js';
import type { StepProps } from './step-props.js';

/** The organisations that may be one the ledger knows, side by side. */
export function OrganizationsStep(props: StepProps) {
  const { t } = useWords('importing');
  const { run, chosen, choose, rehearse, go } = props;
  const { report } = run;
  if (!report) return null;
  const open = report.questions.filter(isOnOrganizations);
  const questions = open.filter(({ kind }) => kind === 'organization');
  const { toRecord, known } = report.counts.organizations;
  const all = () => questions.forEach(({ id }) => chosen[id] ?? choose(id, 'new'));
  return (
    <Section title={t('step.organizations')} id="organizations">
      <p className="lead">{t('organizations.counts', { toRecord, known, undecided: open.length })}</p>
      {open.length === 0 && <p>{t('organizations.none')}</p>}
      {open.length > questions.length && (
        <div className="import-questions">
          {open
            .filter(({ kind }) => kind === 'party')
            .map((question) => (
              <QuestionField key={question.id} question={question} {...props} />
            ))}
        </div>
      )}
      {questions.map((question) => (
        <Suspected key={question.id} question={question} {...props} />
      ))}
      <div className="page-actions">
        <Button variant="default" onClick={() => go('columns')}>
          {t('back')}
        </Button>
        {questions.length > 1 && (
          <Button variant="default" onClick={all}>
            {t('organizations.allNew')}
          </Button>
        )}
        <Button onClick={() => (Object.keys(chosen).length > 0 ? rehearse('rehearsal') : go('rehearsal'))}>
          {t('next')}
        </Button>
      </div>
    </Section>
  );
}

function Suspected({ question, chosen, choose }: StepProps & { readonly question: Question }) {
  const { t } = useWords('importing');
  const { id, value, line, candidates } = question;
  return (
    <fieldset className="import-suspected">
      <legend>{t('organizations.suspected', { value, line })}</legend>
      <Radio.Group
        aria-label={t('organizations.which', { value })}
        value={chosen[id] ?? ''}
        onChange={(answer) => choose(id, answer)}
      >
        <div className="import-sides">
          <div>
            <strong>{value}</strong>
            <p className="quiet">{t('organizations.inFile', { line })}</p>
            <Radio value="new" label={t('organizations.new')} />
          </div>
          {candidates.map(({ organizationId, name }) => (
            <div key={organizationId}>
              <strong>{name}</strong>
              <p className="quiet">{t('organizations.known', { id: organizationId })}</p>
              <Stack gap="xs">
                <Radio value={`same:${organizationId}`} label={t('organizations.same', { name })} />
                <Radio value={`alias:${organizationId}`} label={t('organizations.alias', { name, value })} />
              </Stack>
            </div>
          ))}
        </div>
      </Radio.Group>
    </fieldset>
  );
}
