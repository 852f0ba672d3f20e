import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { DataTable } from '../showing/data-table.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { compare as words } from '../words/fr/compare.js';
import type { Change } from './compare-question.js';
import { differencesOf, type Difference } from './differences.js';
import { ValueShown } from './value-shown.js';

type Row = Difference<Change>;

/** What the two answers do not say alike, member by member. */
export function DifferencesTable({
  changes,
  names,
}: {
  readonly changes: readonly Change[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const { t } = useWords('compare');
  const [all, setAll] = useState(false);
  const value = (row: Row, side: 'before' | 'between' | 'after') => (
    <ValueShown member={row.member} value={row[side]} names={names} />
  );
  return (
    <Section
      title={t('differences')}
      id="differences"
      action={
        <Checkbox
          className="no-print"
          label={t('everything')}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      }
    >
      <DataTable<Row>
        caption={t('differences')}
        hideCaption
        rows={differencesOf(changes, all)}
        keyOf={({ change, member }) => `${change.subject} ${change.key ?? ''} ${member}`}
        columns={[
          {
            key: 'subject',
            head: t('subject'),
            names: true,
            cell: ({ change: { subject, key } }) => (
              <>
                {t(`subjects.${subject}`)}
                {key !== null && <small>{names.get(key) ?? memberWords(t, key)}</small>}
              </>
            ),
          },
          { key: 'member', head: t('member'), cell: ({ member }) => memberWords(t, member) },
          { key: 'a', head: t('sideA'), cell: (row) => value(row, 'before') },
          {
            key: 'b',
            head: t('sideB'),
            cell: (row) => (
              <>
                {value(row, 'after')}
                {row.causes.length === 2 && (
                  <small>
                    {t('between')}
                    {value(row, 'between')}
                  </small>
                )}
              </>
            ),
          },
          {
            key: 'cause',
            head: t('cause'),
            cell: ({ causes }) => causes.map((cause) => t(`causes.${cause}`)).join(', '),
          },
        ]}
      />
    </Section>
  );
}

function memberWords(
  t: (key: 'members.status', more: { defaultValue: string }) => string,
  member: string,
): string {
  return member in words.members
    ? t(`members.${member}` as 'members.status', { defaultValue: member })
    : member;
}
