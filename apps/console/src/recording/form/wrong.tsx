import { Alert } from '@mantine/core';
import { useWords } from '../../words/index.js';
import { elementOf, focusField } from '../fields/form.js';
import { useFieldWords } from '../frames/field-words.js';
import { LINES } from '../source/lines-list.js';

/** All that is wrong, with a link to each field. */
export function Wrong({
  wrong,
  command,
}: {
  readonly wrong: readonly { readonly path: string; readonly sentence: string }[];
  readonly command: string;
}) {
  const { t } = useWords('recording');
  const { label } = useFieldWords();
  if (wrong.length === 0) return null;
  return (
    <Alert color="red" variant="default" role="alert" title={t('wrong', { count: wrong.length })}>
      <ul className="plain">
        {wrong.map(({ path, sentence }) => (
          <li key={`${path} ${sentence}`}>
            <button type="button" className="link-button" onClick={() => focusOn(path)}>
              {nameOf(path, command, label, t)}
            </button>{' '}
            {sentence}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Puts the focus on the field of a path, opening what it is folded in; on what holds it where it has no element of its own. */
export function focusOn(path: string): void {
  if (path.startsWith('evidence')) {
    (
      document.getElementById('source-choice') ??
      document.getElementById('paper') ??
      document.getElementById('lines-typed') ??
      document.getElementById(LINES)
    )?.focus();
    return;
  }
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const at = parts.slice(0, length).join('.');
    document.getElementById(elementOf(at))?.closest('details')?.setAttribute('open', '');
    if (focusField(at)) return;
  }
}

function nameOf(
  path: string,
  command: string,
  label: (command: string, path: string) => string,
  t: (
    key:
      | 'when'
      | 'whenEffective'
      | 'source.title'
      | 'source.publishedOn'
      | 'source.linesTyped'
      | 'policy.reason',
  ) => string,
): string {
  // A rectification names what it sets as the fact itself does.
  if (path.startsWith('record.')) return nameOf(path.slice('record.'.length), command, label, t);
  if (path === 'occurredOn') return t('when');
  if (path === 'effectiveOn') return t('whenEffective');
  if (path === 'deposit.publishedOn') return t('source.publishedOn');
  if (path === 'evidence.lines') return t('source.linesTyped');
  if (/^(?:evidence|deposit)/u.test(path)) return t('source.title');
  return path.startsWith('overrides') ? t('policy.reason') : label(command, path);
}
