import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { daysTyped } from '../frame/days-typed.js';
import { useTyped } from '../showing/use-typed.js';
import { useLanguage, useWords } from '../words/index.js';
import { SENTENCES } from './sentence.js';

const NOTHING = {
  type: undefined,
  by: undefined,
  from: undefined,
  to: undefined,
  overridden: undefined,
  late: undefined,
};

/** The fields of the log's filter; what is chosen stands in the address. */
export function LogFilters({ filtered }: { readonly filtered: boolean }) {
  const { t } = useWords(['events', 'frame']);
  const language = useLanguage();
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [from, setFrom] = useTyped(search.from ?? '');
  const [to, setTo] = useTyped(search.to ?? '');
  const first = useRef<HTMLSelectElement>(null);
  const [wrong, setWrong] = useState<readonly ('from' | 'to')[]>([]);
  const notADay = (field: 'from' | 'to') => wrong.includes(field) && t('frame:asOf.notADay');
  const change = (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const typed = daysTyped({ from, to });
    setWrong(typed.wrong);
    if (typed.wrong.length === 0) change(typed.days);
  };
  const types = Object.entries(SENTENCES[language].called)
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return (
    <form className="filters no-print" role="search" aria-label={t('filter.title')} onSubmit={apply}>
      <Group align="flex-end" gap="xs">
        <NativeSelect
          ref={first}
          label={t('filter.type')}
          value={search.type ?? ''}
          data={[{ value: '', label: t('filter.any') }, ...types]}
          onChange={({ currentTarget }) => change({ type: currentTarget.value })}
        />
        <NativeSelect
          label={t('filter.actor')}
          value={search.by ?? ''}
          data={[
            { value: '', label: t('filter.anyone') },
            { value: 'me', label: t('filter.me') },
          ]}
          onChange={({ currentTarget }) => change({ by: currentTarget.value })}
        />
        <TextInput
          label={t('filter.from')}
          value={from}
          error={notADay('from')}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <TextInput
          label={t('filter.to')}
          value={to}
          error={notADay('to')}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('filter.apply')}
        </Button>
        {filtered && (
          <Button
            variant="subtle"
            onClick={() => {
              // The button goes away: the focus goes on.
              first.current?.focus();
              change(NOTHING);
            }}
          >
            {t('filter.clear')}
          </Button>
        )}
      </Group>
      <Group mt="xs">
        <Checkbox
          label={t('filter.overridden')}
          checked={search.overridden === 'yes'}
          onChange={({ currentTarget }) => change({ overridden: currentTarget.checked ? 'yes' : undefined })}
        />
        <Checkbox
          label={t('filter.late')}
          checked={search.late === 'yes'}
          onChange={({ currentTarget }) => change({ late: currentTarget.checked ? 'yes' : undefined })}
        />
      </Group>
    </form>
  );
}
