import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { daysTyped } from '../frame/days-typed.js';
import { PartyChoice } from '../choosing/party-choice.js';
import { ChooseMany } from '../choosing/choose-many.js';
import { useAgreementKind } from '../showing/agreement-kind.js';
import type { Status } from '../showing/status.js';
import { useTyped } from '../showing/use-typed.js';
import { agreements as words } from '../words/fr/agreements.js';
import { terms } from '../words/fr/terms.js';
import { useWords } from '../words/index.js';

const KINDS = graphql(`
  query AgreementKinds {
    agreementFacets {
      kinds {
        word
      }
    }
  }
`);

const STATUSES = Object.keys(terms.status) as Status[];
const FLAGS = Object.keys(terms.flag) as (keyof typeof terms.flag)[];
const IN_FORCE = ['YES', 'UNKNOWN', 'NO'] as const;
const SORTS = Object.keys(words.sort) as (keyof typeof words.sort)[];

type Search = Readonly<Record<string, string | undefined>>;
type Change = (more: Search) => void;
type Filter = NonNullable<Parameters<typeof filterOf>[0]>;

/** The order that an address holds; one that goes the other way begins with a minus. */
export function sortOf({ sort = '' }: Search) {
  const back = sort.startsWith('-');
  const of = SORTS.find((one) => one === (back ? sort.slice(1) : sort)) ?? 'TITLE';
  return { sort: of, ...(back && { direction: BACK[of] }) };
}

/** The other way than that which an order usually goes. */
const BACK = { TITLE: 'DESC', END_DATE: 'DESC', LAST_RECORDED: 'ASC' } as const;

/** The filter that an address holds; what the schema does not know is left out. */
export function filterOf(search: Search) {
  const status = STATUSES.filter((one) => (search.status ?? '').split(',').includes(one));
  const flags = FLAGS.filter((one) => (search.flag ?? '').split(',').includes(one));
  const inForce = IN_FORCE.filter((one) => (search.inForce ?? '').split(',').includes(one));
  const certainty = (['CERTAIN', 'POSSIBLE'] as const).find((one) => one === search.certainty);
  return {
    ...(search.q && { text: search.q }),
    ...(status.length > 0 && { status }),
    ...(flags.length > 0 && { flags }),
    ...(certainty && { certainty }),
    ...(inForce.length > 0 && { inForce }),
    ...(search.kind && { kind: [search.kind] }),
    ...(search.party && { partyId: search.party }),
    ...(search.ends && { endsFrom: search.ends }),
    ...(search.endsBy && { endsTo: search.endsBy }),
  };
}

/** The fields of the filter; what is chosen is shown when it is applied, and then stands in the address. */
export function AgreementFilters() {
  const { t } = useWords(['agreements', 'frame']);
  const words = useWords('terms').t;
  const search: Filter = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [text, setText] = useTyped(search.q ?? '');
  const [ends, setEnds] = useTyped(search.ends ?? '');
  const [endsBy, setEndsBy] = useTyped(search.endsBy ?? '');
  const first = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<readonly ('ends' | 'endsBy')[]>([]);
  const notADay = (field: 'ends' | 'endsBy') => wrong.includes(field) && t('frame:asOf.notADay');
  const change: Change = (more) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const typed = daysTyped({ ends, endsBy });
    setWrong(typed.wrong);
    if (typed.wrong.length === 0) change({ q: text.trim(), ...typed.days });
  };
  const any = { value: '', label: t('filter.any') };
  return (
    <form className="filters no-print" role="search" aria-label={t('filter.title')} onSubmit={apply}>
      <Group align="flex-end" gap="xs">
        <TextInput
          ref={first}
          label={t('filter.text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ChooseMany
          label={t('filter.status')}
          all={t('filter.any')}
          options={STATUSES.map((value) => ({ value, label: words(`status.${value}`) }))}
          chosen={filterOf(search).status ?? []}
          onChange={(status) => change({ status: status.join(',') })}
        />
        <KindChoice change={change} />
        <PartyChoice
          id="filter-party"
          label={t('filter.party')}
          party={search.party ?? ''}
          onChoose={(party) => change({ party })}
        />
        <NativeSelect
          label={t('filter.flag')}
          value={search.flag ?? ''}
          data={[any, ...FLAGS.map((value) => ({ value, label: words(`flag.${value}`) }))]}
          onChange={(event) => change({ flag: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('filter.inForce')}
          value={search.inForce ?? ''}
          data={[any, ...IN_FORCE.map((value) => ({ value, label: t(`inForce.${value}`) }))]}
          onChange={(event) => change({ inForce: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('filter.certainty')}
          value={search.certainty ?? ''}
          data={[
            any,
            ...(['CERTAIN', 'POSSIBLE'] as const).map((value) => ({
              value,
              label: words(`certainty.${value}`),
            })),
          ]}
          onChange={(event) => change({ certainty: event.currentTarget.value })}
        />
        <TextInput
          label={t('filter.endsFrom')}
          value={ends}
          error={notADay('ends')}
          onChange={(event) => setEnds(event.currentTarget.value)}
        />
        <TextInput
          label={t('filter.endsTo')}
          value={endsBy}
          error={notADay('endsBy')}
          onChange={(event) => setEndsBy(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('filter.sort')}
          value={search.sort ?? 'TITLE'}
          data={SORTS.flatMap((value) => [
            { value, label: t(`sort.${value}`) },
            { value: `-${value}`, label: t(`sortBack.${value}`) },
          ])}
          onChange={(event) => change({ sort: event.currentTarget.value })}
        />
        <Button type="submit" variant="default">
          {t('filter.apply')}
        </Button>
        {Object.keys(filterOf(search)).length > 0 && (
          <Button
            variant="subtle"
            onClick={() => {
              // The button goes away: the focus goes on.
              first.current?.focus();
              change({
                q: undefined,
                status: undefined,
                flag: undefined,
                certainty: undefined,
                inForce: undefined,
                kind: undefined,
                party: undefined,
                ends: undefined,
                endsBy: undefined,
              });
            }}
          >
            {t('filter.clear')}
          </Button>
        )}
      </Group>
    </form>
  );
}

/** The kind of agreement, of those that the ledger has today: not asked again for each day. */
function KindChoice({ change }: { readonly change: Change }) {
  const { t } = useWords('agreements');
  const { kind = '' } = useSearch({ from: '__root__' });
  const { data } = useAnswer(KINDS, {});
  const kinds = new Set([...(data?.agreementFacets?.kinds ?? []).map(({ word }) => word), kind]);
  kinds.delete('');
  const nameOf = useAgreementKind();
  return (
    <NativeSelect
      label={t('filter.kind')}
      // As wide before its choices are there: what stands behind it would move.
      w="13rem"
      value={kind}
      data={[
        { value: '', label: t('filter.any') },
        ...[...kinds].toSorted().map((value) => ({ value, label: nameOf(value) })),
      ]}
      onChange={(event) => change({ kind: event.currentTarget.value })}
    />
  );
}
