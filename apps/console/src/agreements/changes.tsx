import { ValueShown } from '../compare/value-shown.js';
import { useEventColumn } from '../events/event-link.js';
import { codeCalled, memberCalled } from '../events/sentence.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { DataTable } from '../showing/data-table.js';
import { DayShown, FactDay } from '../showing/day.js';
import { OrganizationLinks } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

/** Until when it could be signed, and by whom where not everybody could. */
export function Opening({ agreement: { closesOn, eligible } }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  if (closesOn === null && eligible.length === 0) return null;
  return (
    <Section title={t('opening')} id="opening">
      <Pairs
        of={[
          [t('closesOn'), closesOn && <DayShown day={closesOn} />],
          [t('eligible'), eligible.length > 0 && <OrganizationLinks of={eligible} />],
        ]}
      />
    </Section>
  );
}

/** When it was suspended, or some of its parties. */
export function Suspensions({ of }: { readonly of: Agreement['suspensions'] }) {
  const { t } = useWords('agreement');
  const event = useEventColumn<Agreement['suspensions'][number]>((row) => row.event);
  if (of.length === 0) return null;
  return (
    <Section title={t('suspensions', { count: of.length })} id="suspensions">
      <DataTable
        caption={t('suspensions', { count: of.length })}
        hideCaption
        rows={of}
        keyOf={(row) => row.event.id}
        columns={[
          {
            key: 'who',
            head: t('suspension.who'),
            names: true,
            cell: ({ organizations }) =>
              organizations.length === 0 ? t('suspension.whole') : <OrganizationLinks of={organizations} />,
          },
          {
            key: 'from',
            head: t('suspension.from'),
            cell: ({ from }) => <FactDay fact={from} form="short" />,
          },
          {
            key: 'until',
            head: t('suspension.until'),
            cell: ({ until }) => until && <DayShown day={until} form="short" />,
          },
          {
            key: 'to',
            head: t('suspension.to'),
            cell: ({ to }) => (to ? <FactDay fact={to} form="short" /> : t('suspension.lasts')),
          },
          ...event,
        ]}
      />
    </Section>
  );
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** What changed in what the agreement says of itself, from a day on. */
export function Amendments({ of }: { readonly of: Agreement['amendments'] }) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  const event = useEventColumn<Agreement['amendments'][number]>((row) => row.event);
  if (of.length === 0) return null;
  return (
    <Section title={t('amendments', { count: of.length })} id="amendments">
      <DataTable
        caption={t('amendments', { count: of.length })}
        hideCaption
        rows={of}
        keyOf={(row) => row.event.id}
        columns={[
          {
            key: 'from',
            head: t('amendment.from'),
            names: true,
            cell: ({ effective }) => <FactDay fact={effective} form="short" />,
          },
          {
            key: 'changes',
            head: t('amendment.changes'),
            cell: ({ changes }) => (
              <ul className="plain">
                {changes.map(({ member, before, after }) => (
                  <li key={member}>
                    {t('amendment.of', { member: memberCalled(member, language) })}{' '}
                    <ValueShown member={member} value={after} names={NO_NAMES} />
                    <small>
                      {t('amendment.before')} <ValueShown member={member} value={before} names={NO_NAMES} />
                    </small>
                  </li>
                ))}
              </ul>
            ),
          },
          { key: 'instrument', head: t('amendment.instrument'), cell: ({ instrument }) => instrument },
          ...event,
        ]}
      />
    </Section>
  );
}

/** When it was, or is to be, looked at again, and what came of it. */
export function Reviews({ of }: { readonly of: Agreement['reviews'] }) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  if (of.length === 0) return null;
  return (
    <Section title={t('reviews', { count: of.length })} id="reviews">
      <DataTable
        caption={t('reviews', { count: of.length })}
        hideCaption
        rows={of}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'due',
            head: t('review.due'),
            cell: ({ dueOn }) => dueOn && <FactDay fact={dueOn} form="short" />,
          },
          {
            key: 'held',
            head: t('review.held'),
            cell: ({ heldOn }) => (heldOn ? <FactDay fact={heldOn} form="short" /> : t('review.notHeld')),
          },
          {
            key: 'outcome',
            head: t('review.outcome'),
            cell: ({ outcome }) => outcome && codeCalled('outcome', outcome, language),
          },
          { key: 'text', head: t('review.text'), cell: ({ text }) => <TextIn texts={text} /> },
        ]}
      />
    </Section>
  );
}

/** Which agreement took its place, and of which it took the place. */
export function Replacement({ agreement: { supersededBy, supersedes } }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  if (supersededBy === null && supersedes.length === 0) return null;
  return (
    <Section title={t('replacement')} id="replacement">
      <Pairs
        of={[
          [t('supersededBy'), supersededBy && <AgreementLink of={supersededBy} />],
          [
            t('supersedes'),
            supersedes.length > 0 && (
              <ul className="plain">
                {supersedes.map((agreement) => (
                  <li key={agreement.agreementId}>
                    <AgreementLink of={agreement} />
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </Section>
  );
}
