import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sendBytes } from '../asking/send-bytes.js';
import { Pairs } from '../showing/pairs.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { useProfiles, useVersions, type Profile } from './import-run.js';
import type { StepProps } from './step-props.js';

/** What the file is, and by which profile it is read. */
export function FileStep({ run, rehearse, attempt }: StepProps) {
  const { t } = useWords('importing');
  const { data: profiles = [] } = useProfiles();
  const [picked, setPicked] = useState(run.profile ?? '');
  const [version, setVersion] = useState('');
  const { data: versions = [] } = useVersions(picked);
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const give = (file: File) =>
    attempt(async () => {
      const { signal } = new AbortController();
      const { profile } = await sendBytes<Profile>('/imports/profiles', file, () => {}, signal);
      await client.invalidateQueries({ queryKey: ['import profiles'] });
      setPicked(profile);
    });
  return (
    <Section title={t('step.file')} id="file">
      <Pairs
        of={[
          [t('file.name'), run.file],
          [t('file.rows'), run.rows],
          [t('file.columns'), run.headers.join(', ')],
          [
            'SHA-256',
            <code key="hash" className="hash">
              {run.id}
            </code>,
          ],
        ]}
      />
      <NativeSelect
        label={t('profile.label')}
        description={t('profile.help')}
        value={picked}
        data={[
          { value: '', label: t('profile.none') },
          ...profiles.map(({ profile, title }) => ({ value: profile, label: `${title} (${profile})` })),
        ]}
        onChange={(event) => {
          setPicked(event.currentTarget.value);
          setVersion('');
        }}
      />
      {versions.length > 0 && (
        <NativeSelect
          label={t('profile.version')}
          value={version}
          data={[
            { value: '', label: t('profile.last') },
            ...versions.map((one) => ({
              value: String(one.version),
              label: `${one.name} (${one.version})`,
            })),
          ]}
          onChange={(event) => setVersion(event.currentTarget.value)}
        />
      )}
      <p>
        <input
          ref={input}
          type="file"
          className="for-readers"
          tabIndex={-1}
          aria-label={t('profile.give')}
          accept=".yaml,.yml,.json"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (file) void give(file);
          }}
        />
        <Button variant="default" size="compact-sm" onClick={() => input.current?.click()}>
          {t('profile.give')}
        </Button>{' '}
        <span className="quiet">{t('profile.giveHelp')}</span>
      </p>
      <div className="page-actions">
        <Button
          disabled={picked === ''}
          onClick={() => rehearse('columns', picked, version === '' ? undefined : Number(version))}
        >
          {t('next')}
        </Button>
      </div>
    </Section>
  );
}
