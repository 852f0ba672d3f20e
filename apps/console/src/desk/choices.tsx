import { addDays } from '@entente/domain';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDates } from '../as-of/dates.js';
import { useSession } from '../session/viewer.js';
import { OneOf } from '../choosing/one-of.js';
import { useWords } from '../words/index.js';
import { AgreementsBlock } from './blocks.js';
import type { DeskAnswered } from './desk-question.js';

/** How many days ahead the desk may look for agreements that end. */
const WITHIN = ['30', '90', '180'] as const;
const BY = ['all', 'me'] as const;

/** What the address says of the desk: how far ahead it looks, and whose records it shows last. */
export function useChoices(): { readonly within: number; readonly by: (typeof BY)[number] } {
  const search = useSearch({ from: '__root__' });
  return {
    within: Number(WITHIN.find((one) => one === search.within) ?? '90'),
    by: search.by === 'me' ? 'me' : 'all',
  };
}

function useChange() {
  const navigate = useNavigate();
  return (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
}

/** The agreements that end soon, and how soon that is. */
export function Ending({ list }: { readonly list: DeskAnswered['expiring'] }) {
  const { t } = useWords('desk');
  const { today } = useSession();
  const { on = today } = useDates();
  const { within } = useChoices();
  const change = useChange();
  const search = {
    status: 'OPEN_FOR_SIGNATURE,SIGNED,IN_FORCE,SUSPENDED',
    ends: on,
    endsBy: addDays(on, within),
    sort: 'END_DATE',
  };
  return (
    <AgreementsBlock name="expiring" list={list} count={list?.totalCount} search={search} evenIfEmpty>
      <OneOf
        label={t('within')}
        options={WITHIN.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
        chosen={String(within) as (typeof WITHIN)[number]}
        onChange={(value) => change({ within: value })}
      />
    </AgreementsBlock>
  );
}

/** Whose records are shown last. */
export function WhoRecorded() {
  const { t } = useWords('desk');
  const { by } = useChoices();
  const change = useChange();
  return (
    <OneOf
      label={t('who')}
      options={BY.map((value) => ({ value, label: t(`by.${value}`) }))}
      chosen={by}
      onChange={(value) => change({ by: value === 'me' ? value : undefined })}
    />
  );
}
