import { Button, Group, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useWords } from '../words/index.js';
import { useTyped } from './use-typed.js';

/** What a list is searched for: it stands in the address, and the field follows it. */
export function SearchField({ label }: { readonly label: string }) {
  const { t } = useWords('showing');
  const { q = '' } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [typed, setTyped] = useTyped(q);
  const search = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: '.', search: (before: object) => ({ ...before, q: typed.trim() }) });
  };
  return (
    <form role="search" aria-label={label} className="filters no-print" onSubmit={search}>
      <Group align="flex-end" gap="xs">
        <TextInput label={label} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit" variant="default">
          {t('search')}
        </Button>
      </Group>
    </form>
  );
}
