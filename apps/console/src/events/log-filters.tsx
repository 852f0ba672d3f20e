import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { daysTyped } from '../frame/days-typed.js';
import { ThingPicker } from '../choosing/thing-picker.js';
import { ChooseMany } from '../choosing/choose-many.js';
import { useSession } from '../session/viewer.js';
import { useTyped } from '../showing/use-typed.js';
import type { events as words } from '../words/fr/events.js';
import { useLanguage, useWords } from '../words/index.js';
import { SENTENCES } from './sentence.js';

/** Whoever recorded anything. */
const RECORDERS = graphql(`
  query Recorders {
    ledger {
      recorders {
        recordedBy
        recordedByName
      }
    }
  }
`);

const NOTHING = {
  type: undefined,
  about: undefined,
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
  const { viewer } = useSession();
  const { by = '' } = search;
  const [wrong, setWrong] = useState<readonly ('from' | 'to')[]>([]);
  const notADay = (field: 'from' | 'to') => wrong.includes(field) && t('frame:asOf.notADay');
  const change = (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
  const recorders = useAnswer(RECORDERS, {}).data?.ledger?.recorders ?? [];
  const others = new Map([
    ...(by === '' || by === 'me' ? [] : [[by, null] as const]),
    ...recorders.map(({ recordedBy, recordedByName }) => [recordedBy, recordedByName] as const),
  ]);
  others.delete(viewer.actor);
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
        <ChooseMany
          label={t('filter.type')}
          all={t('filter.any')}
          options={types}
          chosen={(search.type ?? '').split(',')}
          onChange={(chosen) => change({ type: chosen.join(',') })}
        />
        <About />
        <NativeSelect
          ref={first}
          label={t('filter.actor')}
          value={by === viewer.actor ? 'me' : by}
          data={[
            { value: '', label: t('filter.anyone') },
            { value: 'me', label: t('filter.me') },
            ...[...others].map(([value, name]) => ({
              value,
              label: name ?? t(`recorder.${itself(value)}`, { defaultValue: value }),
            })),
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

/** What of the ledger recorded something by itself, of an actor such as `system:notices`. */
function itself(actor: string): keyof typeof words.recorder {
  return actor.replace(/^(?:system|operator):/u, '') as keyof typeof words.recorder;
}

const KINDS = ['agreement', 'organization'] as const;

const NAMED = graphql(`
  query AboutNamed($agreement: ID!, $organization: ID!, $ofAgreement: Boolean!, $lang: LanguageTag) {
    agreement(id: $agreement) @include(if: $ofAgreement) {
      title(lang: $lang)
    }
    organization(id: $organization) @skip(if: $ofAgreement) {
      name(lang: $lang)
    }
  }
`);

/** What facts are about: an agreement or an organisation, by its stream in the address. */
function About() {
  const { t } = useWords('events');
  const lang = useLanguage();
  const { about = '' } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const kind = KINDS.find((one) => about.startsWith(`${one}-`));
  const id = kind ? about.slice(kind.length + 1) : '';
  const { data } = useAnswer(
    NAMED,
    { agreement: id, organization: id, ofAgreement: kind === 'agreement', lang },
    { enabled: id !== '' },
  );
  const name = data?.agreement?.title ?? data?.organization?.name ?? id;
  return KINDS.map((one) => (
    <ThingPicker
      key={one}
      id={`filter-${one}`}
      kind={one}
      label={t(`aboutWhat.${one}`)}
      value={kind === one ? id : ''}
      name={name}
      onChoose={(chosen) =>
        void navigate({
          to: '.',
          search: (before: object) => ({ ...before, about: chosen === '' ? undefined : `${one}-${chosen}` }),
        })
      }
    />
  ));
}
