import { Button } from '@mantine/core';
import { useState } from 'react';
import { textOf } from '../asking/ask.js';
import { useWords } from '../words/index.js';

/** The question that was asked, with its variables: what GraphiQL or a program takes as it is. */
export function QueryShown({
  document,
  variables,
}: {
  readonly document: object;
  readonly variables: object;
}) {
  const { t } = useWords('showing');
  const [copied, setCopied] = useState(false);
  const text = textOf(document);
  const values = JSON.stringify(variables, null, 2);
  const copy = async () => {
    await navigator.clipboard.writeText(`${text}\n# variables\n${values.replaceAll(/^/gmu, '# ')}\n`);
    setCopied(true);
  };
  return (
    <details className="query no-print">
      <summary>{t('query')}</summary>
      <pre tabIndex={0} role="region" aria-label={t('query')}>
        {text}
        {'\n'}
        {t('variables')} {values}
      </pre>
      <Button size="compact-sm" variant="default" onClick={() => void copy()}>
        {copied ? t('copied') : t('copy')}
      </Button>
    </details>
  );
}
