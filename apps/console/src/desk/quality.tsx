import { Link } from '@tanstack/react-router';
import { Section } from '../showing/section.js';
import { LOCALE } from '../words/language.js';
import { useLanguage, useWords } from '../words/index.js';
import type { terms } from '../words/fr/terms.js';
import type { DeskAnswered } from './desk-question.js';

/** On what the days of the facts rest: how many of each, and their share. */
export function Quality({ quality }: { readonly quality: DeskAnswered['dataQuality'] }) {
  const { t } = useWords(['desk', 'terms']);
  const language = useLanguage();
  if (!quality || quality.facts === 0) return null;
  const percent = new Intl.NumberFormat(LOCALE[language], { style: 'percent' });
  return (
    <Section
      title={t('quality')}
      id="quality"
      action={
        <Link to="/statistics" hash="basis" className="no-print">
          {t('detail')}
        </Link>
      }
    >
      <table className="data quality">
        <caption>{t('qualityCaption', { count: quality.facts })}</caption>
        <tbody>
          {quality.byBasis.map(({ key: word, count }) => (
            <tr key={word}>
              <th scope="row">
                {t(`terms:basis.${word as keyof typeof terms.basis}`, { defaultValue: word })}
              </th>
              <td className="end">{count}</td>
              <td className="end">{percent.format(count / quality.facts)}</td>
              <td>
                <svg className="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * count) / quality.facts} height="8" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
