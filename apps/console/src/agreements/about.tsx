import { codeCalled } from '../events/sentence.js';
import { FactDay } from '../showing/day.js';
import type { Localized } from '../showing/localized.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { Section } from '../showing/section.js';
import { inLanguage, setIn } from '../showing/text-in.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

/** The organisations that lead it, each with its role. */
export function Leads({ of }: { readonly of: Agreement['leadRoles'] }) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  const roleOf = (role: string) =>
    t(`leadRole.${role as 'PILOT'}`, { defaultValue: codeCalled('role', role, language) });
  if (of.length === 0) return null;
  return (
    <Section title={t('leads')} id="leads">
      <ul>
        {of.map(({ role, organization, designated }) => (
          <li key={`${organization.organizationId} ${role}`}>
            <OrganizationLink of={organization} />
            {role !== null && ` · ${roleOf(role)}`}
            {' · '}
            {t('designated')} <FactDay fact={designated} form="short" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The sectors that it concerns: those that are named in the language of the page, else in the one there is. */
export function Sectors({ of }: { readonly of: readonly Localized[] }) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  const best = inLanguage(of, language);
  if (!best) return null;
  return (
    <Section title={t('sectors')} id="sectors">
      <ul>
        {of
          .filter(({ lang }) => lang === best.lang)
          .map((sector) => (
            <li key={sector.text} lang={sector.lang}>
              {setIn(sector)}
            </li>
          ))}
      </ul>
    </Section>
  );
}

/** What it is called in registers that others keep. */
export function Identifiers({ of }: { readonly of: Agreement['identifiers'] }) {
  const { t } = useWords('agreement');
  if (of.length === 0) return null;
  return (
    <Section title={t('identifiers')} id="identifiers">
      <Pairs of={of.map(({ scheme, value }) => [scheme, <code key={value}>{value}</code>] as const)} />
    </Section>
  );
}
