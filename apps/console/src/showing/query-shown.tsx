import { textOf } from '../asking/ask.js';
import { useWords } from '../words/index.js';
import { CopyButton } from './copy-button.js';

/** The question that was asked, with its variables: what GraphiQL or a program takes as it is. */
export function QueryShown({
  document,
  variables,
  of,
}: {
  readonly document: object;
  readonly variables: object;
  /** Of what it is, where several stand together. */
  readonly of?: string | undefined;
}) {
  const { t } = useWords('showing');
  const name = of === undefined ? t('query') : `${t('query')} · ${of}`;
  const text = textOf(document);
  const values = JSON.stringify(variables, null, 2);
  return (
    <details className="query no-print">
      <summary>{name}</summary>
      <pre tabIndex={0} role="group" aria-label={name}>
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
