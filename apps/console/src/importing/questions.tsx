import { Radio, Stack, TextInput } from '@mantine/core';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import type { Choices, Question } from './import-run.js';

interface Asking {
  readonly question: Question;
  readonly chosen: Choices;
  readonly choose: (id: string, answer: string | null) => void;
}

/** A question about a column, a setting or the whole file, with its answers. */
export function QuestionField({ question, chosen, choose }: Asking) {
  const { t } = useWords('importing');
  const language = useLanguage();
  const typo = useTypo();
  const { id, kind, answers } = question;
  const says =
    kind === 'publication' ? t('publication') : withoutKeys(typo(question.says[language]), answers);
  if (answers === null)
    return (
      <TextInput
        label={says}
        required
        value={chosen[id] ?? ''}
        placeholder={kind === 'publication' ? '2025-04-14' : undefined}
        onChange={(event) =>
          choose(id, event.currentTarget.value.trim() === '' ? null : event.currentTarget.value)
        }
      />
    );
  const words: Readonly<Record<string, string>> = t('answer', { returnObjects: true });
  return (
    <Radio.Group label={says} required value={chosen[id] ?? ''} onChange={(answer) => choose(id, answer)}>
      <Stack gap="xs">
        {answers.map((answer) => (
          <Radio key={answer} value={answer} label={words[answer] ?? answer} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** A question without what its answers are called on the command line: here each is a button with words. */
function withoutKeys(says: string, answers: readonly string[] | null): string {
  const keys = (answers ?? []).map((answer) => answer.split(':', 1)[0]);
  return keys.reduce<string>((text, key) => text.replace(` (${key})`, ''), says);
}
