import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { readDay } from '../days/read-day.js';
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
  if (kind === 'publication')
    return <DayAnswer label={says} chosen={chosen[id] ?? ''} choose={(day) => choose(id, day)} />;
  if (answers === null)
    return (
      <TextInput
        label={says}
        required
        value={chosen[id] ?? ''}
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

/** A day as people write it; what is none stays as it was typed, with what is wrong beside it, and answers nothing. */
function DayAnswer({
  label,
  chosen,
  choose,
}: {
  readonly label: string;
  readonly chosen: string;
  readonly choose: (day: string | null) => void;
}) {
  const { t } = useWords('frame');
  const [typed, setTyped] = useState(chosen);
  return (
    <TextInput
      label={label}
      required
      value={typed}
      placeholder="2025-04-14"
      error={typed.trim() !== '' && readDay(typed) === null ? t('asOf.notADay') : undefined}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        choose(readDay(value));
      }}
    />
  );
}

/** A question without what its answers are called on the command line: here each is a button with words. */
function withoutKeys(says: string, answers: readonly string[] | null): string {
  const keys = (answers ?? []).map((answer) => answer.split(':', 1)[0]);
  return keys.reduce<string>((text, key) => text.replace(` (${key})`, ''), says);
}
