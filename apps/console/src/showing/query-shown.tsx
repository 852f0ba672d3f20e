import { textOf } from '../asking/ask.js';
import { useWords } from '../words/index.js';
import { CopyButton } from './copy-button.js';

/** The question that was asked, with its variables: what GraphiQL or a program takes as it is. */
export function QueryShown({
  document,
  variables,
}: {
  readonly document: object;
  readonly variables: object;
}) {
  const { t } = useWords('showing');
  const text = textOf(document);
  const values = JSON.stringify(variables, null, 2);
  return (
    <details className="query no-print">
      <summary>{t('query')}</summary>
      <pre tabIndex={0} role="group" aria-label={t('query')}>
        {text}
        {'\n'}
        {t('variables')} {values}
      </pre>
      <CopyButton
        size="compact-sm"
        text={`${text}\n# variables\n${values.replaceAll(/^/gmu, '# ')}\n`}
        label={t('copy')}
        copied={t('copied')}
      />
    </details>
  );
}
