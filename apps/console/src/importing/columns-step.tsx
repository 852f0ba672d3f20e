import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DataTable } from '../showing/data-table.js';
import { Section } from '../showing/section.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import { isOnOrganizations, type RowFault } from './import-run.js';
import type { StepProps } from './step-props.js';
import { QuestionField } from './questions.js';

/** Which column is which, what only a person can say of them, and what their unknown values are read as. */
export function ColumnsStep(props: StepProps) {
  const { t } = useWords('importing');
  const { run, chosen, rehearse, go } = props;
  const [stopped, setStopped] = useState(false);
  const { report } = run;
  if (!report) return null;
  const questions = report.questions.filter((one) => !isOnOrganizations(one));
  const unanswered = questions.filter(({ id }) => (chosen[id] ?? '') === '');
  const next = () => {
    setStopped(unanswered.length > 0);
    if (unanswered.length > 0) return;
    if (Object.keys(chosen).length > 0) rehearse('organizations');
    else go('organizations');
  };
  return (
    <>
      <Placed {...props} />
      {questions.length > 0 && (
        <Section title={t('columns.questions')} id="questions">
          <div className="import-questions">
            {questions.map((question) => (
              <QuestionField key={question.id} question={question} {...props} />
            ))}
          </div>
        </Section>
      )}
      <Values {...props} />
      <div role="alert">
        {stopped && <p className="field-error">{t('columns.unanswered', { count: unanswered.length })}</p>}
      </div>
      <div className="page-actions">
        <Button variant="default" onClick={() => go('file')}>
          {t('back')}
        </Button>
        <Button onClick={next}>{t('next')}</Button>
      </div>
    </>
  );
}

function Placed({ run, chosen, choose }: StepProps) {
  const { t } = useWords('importing');
  const language = useLanguage();
  const typo = useTypo();
  const columns = run.report?.columns ?? [];
  const unplaced = run.report?.unplaced ?? [];
  return (
    <Section title={t('step.columns')} id="columns">
      <DataTable
        caption={t('columns.caption')}
        rows={columns}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', head: t('columns.field'), names: true, cell: ({ label }) => typo(label[language]) },
          {
            key: 'header',
            head: t('columns.header'),
            cell: ({ name, label, header, needed }) => (
              <NativeSelect
                className="import-column"
                aria-label={t('columns.headerOf', { name: label[language] })}
                value={chosen[`column:${name}`] ?? header ?? ''}
                error={
                  needed && header === null && !chosen[`column:${name}`] ? t('columns.missing') : undefined
                }
                data={[
                  { value: '', label: needed ? t('columns.choose') : t('columns.without') },
                  ...run.headers.filter((one) => one !== ''),
                ]}
                onChange={(event) => choose(`column:${name}`, event.currentTarget.value || null)}
              />
            ),
          },
          { key: 'samples', head: t('columns.samples'), cell: ({ samples }) => samples.join(' · ') || '—' },
          {
            key: 'accepted',
            head: t('columns.accepted'),
            cell: ({ accepted }) => accepted?.[language] ?? t('columns.anyText'),
          },
        ]}
      />
      {unplaced.length > 0 && <p>{t('columns.unplaced', { columns: unplaced.join(', ') })}</p>}
    </Section>
  );
}

/** Values that the profile cannot read, each once. */
function Values({ run, chosen, choose }: StepProps) {
  const { t } = useWords('importing');
  const language = useLanguage();
  const typo = useTypo();
  const unread = onceEach(run.report?.faults ?? []);
  if (unread.length === 0) return null;
  return (
    <Section title={t('values.title')} id="values">
      <p className="lead">{t('values.help')}</p>
      <div className="import-questions">
        {unread.map(({ fault: { line, column, value, message }, id, times }) => (
          <TextInput
            key={id}
            label={t('values.label', { column, value, line, count: times })}
            description={typo(message[language])}
            value={chosen[id] ?? ''}
            onChange={(event) =>
              choose(id, event.currentTarget.value.trim() === '' ? null : event.currentTarget.value)
            }
          />
        ))}
      </div>
    </Section>
  );
}

function onceEach(faults: readonly RowFault[]) {
  const found = new Map<string, { readonly fault: RowFault; readonly id: string; readonly times: number }>();
  for (const fault of faults) {
    const id = fault.ways.read;
    if (id !== null)
      found.set(id, { fault: found.get(id)?.fault ?? fault, id, times: (found.get(id)?.times ?? 0) + 1 });
  }
  return [...found.values()];
}
