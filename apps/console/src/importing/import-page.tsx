import { IMPORT_FILES } from '@entente/domain';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '../asking/refusal.js';
import { sendBytes } from '../asking/send-bytes.js';
import { Page } from '../frame/page.js';
import { useRoleCalled } from '../session/role-called.js';
import { useMay } from '../session/viewer.js';
import { DataTable } from '../showing/data-table.js';
import { InstantShown } from '../showing/day.js';
import { DropZone } from '../showing/drop-zone.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useWords } from '../words/index.js';
import { refusalsIn, useRuns, type ImportRun } from './import-run.js';
import { Steps } from './steps.js';
import './importing.css';
import './words.js';

const ENDINGS = '.csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json';

/** Where an import begins: with a file; below it those that were begun. */
export function ImportPage() {
  const { t } = useWords('importing');
  const role = useRoleCalled();
  const may = useMay('registerAgreement');
  if (!may)
    return (
      <Page title={t('title')}>
        <p>{t('forbidden', { role })}</p>
      </Page>
    );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Steps now="file" />
      <Choice />
      <Begun />
    </Page>
  );
}

function Choice() {
  const { t } = useWords('importing');
  const language = useLanguage();
  const navigate = useNavigate();
  const [sent, setSent] = useState<number | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const way = useRef<AbortController>(null);
  useEffect(() => () => way.current?.abort(), []);
  const take = async (file: File) => {
    setRefusals([]);
    setSent(0);
    way.current = new AbortController();
    const { signal } = way.current;
    try {
      const path = `/imports?name=${encodeURIComponent(file.name)}`;
      const { id } = await sendBytes<ImportRun>(path, file, setSent, signal);
      await navigate({ to: '/import/$id', params: { id } });
    } catch (error) {
      if (!signal.aborted) setRefusals(refusalsIn(error));
    }
    setSent(null);
  };
  return (
    <Section title={t('file.title')} id="file">
      <DropZone
        choose={t('file.choose')}
        accept={ENDINGS}
        busy={sent !== null}
        onFile={(file) => void take(file)}
      >
        <span className="quiet">{t('file.drop')}</span>
        <p className="quiet">
          {t('file.kinds', {
            most: IMPORT_FILES.bytes / 1_048_576,
            rows: IMPORT_FILES.rows.toLocaleString(language),
          })}
        </p>
        {sent !== null && (
          <>
            <progress value={sent} max={1} aria-label={t('file.sending')} />
            <p role="status">{t('file.sending')}</p>
          </>
        )}
      </DropZone>
      <Refused refusals={refusals} part />
    </Section>
  );
}

function Begun() {
  const { t } = useWords('importing');
  const { data, error, isPending, refetch } = useRuns();
  return (
    <Section title={t('begun.title')} id="begun">
      {isPending && <Waiting lines={3} />}
      {error && <Refused refusals={refusalsIn(error)} again={() => void refetch()} part />}
      {data?.length === 0 && <p className="quiet">{t('begun.none')}</p>}
      {data && data.length > 0 && (
        <DataTable
          caption={t('begun.title')}
          hideCaption
          rows={data}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'file',
              head: t('begun.file'),
              names: true,
              cell: ({ id, file }) => (
                <Link to="/import/$id" params={{ id }}>
                  {file}
                </Link>
              ),
            },
            { key: 'rows', head: t('begun.rows'), align: 'end', cell: ({ rows }) => rows },
            { key: 'phase', head: t('begun.phase'), cell: ({ phase }) => t(`phase.${phase}`) },
            { key: 'at', head: t('begun.at'), cell: ({ at }) => <InstantShown instant={at} /> },
          ]}
        />
      )}
    </Section>
  );
}
