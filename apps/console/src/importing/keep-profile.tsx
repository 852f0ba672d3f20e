import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../words/index.js';
import { keepVersion, type ProfileVersion } from './import-run.js';
import type { StepProps } from './step-props.js';

/** Keeps the profile, with what was answered, as a new version under a name. */
export function KeepProfile({ run: { profile }, attempt }: StepProps) {
  const { t } = useWords('importing');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [kept, setKept] = useState<ProfileVersion | null>(null);
  if (profile === null) return null;
  const keep = () =>
    void attempt(async () => {
      setKept(await keepVersion(profile, name.trim()));
      setName('');
      await client.invalidateQueries({ queryKey: ['import profiles', profile] });
    });
  return (
    <form
      className="import-keep no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') keep();
      }}
    >
      <TextInput
        label={t('profile.keep')}
        description={t('profile.keepHelp')}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button variant="default" type="submit" disabled={name.trim() === ''}>
        {t('profile.keepIt')}
      </Button>
      <p role="status">{kept && t('profile.kept', { version: kept.version, name: kept.name })}</p>
    </form>
  );
}
