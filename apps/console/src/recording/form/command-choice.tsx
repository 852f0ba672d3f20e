import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { foldLetters, searchWords } from '@entente/domain';
import { useEffect, useMemo, useState } from 'react';
import { matches } from '../../asking/matches.js';
import { useSession } from '../../session/viewer.js';
import { useLanguage, useWords } from '../../words/index.js';
import type { Language } from '../../words/language.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';

/** What is recorded most stands first; the rest by name. */
const FIRST = [
  'recordSignature',
  'recordAccession',
  'declareIntent',
  'recordEntryIntoForce',
  'registerOrganization',
  'addOrganizationAlias',
  'registerAgreement',
];

/** Corrections start from the event at fault, deposits from the source. */
const ELSEWHERE = ['rectifyRecord', 'annulRecord', 'disputeAssertion', 'depositSource', 'depositSourceText'];

/** The name of a command, as people call the fact that it records. */
export function commandName(command: string, language: Language): string {
  const called = COMMAND_FRAMES[command]?.called[language] ?? command;
  return called.charAt(0).toUpperCase() + called.slice(1);
}

/** The commands that are begun from a form of their own, of those that somebody may give, with the names of their facts. */
export function offeredTo(
  may: readonly string[],
  language: Language,
): readonly { readonly name: string; readonly called: string }[] {
  return Object.keys(COMMAND_FRAMES)
    .filter((name) => !ELSEWHERE.includes(name) && may.includes(name))
    .map((name) => ({ name, called: commandName(name, language) }));
}

/** The kind of fact: searched by a word of its name («sig», «adh», «ret»). */
export function CommandChoice({
  command,
  onChoose,
}: {
  readonly command: string;
  readonly onChoose: (command: string) => void;
}) {
  const { t } = useWords(['recording', 'showing']);
  const language = useLanguage();
  const { viewer } = useSession();
  const combobox = useCombobox();
  const shown = commandName(command, language);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const searched = text === shown ? '' : text;
  // Not at each key in another field: their order by language takes some milliseconds.
  const offered = useMemo(() => {
    const words = searchWords(searched);
    return offeredTo(viewer.may, language)
      .filter(({ called }) => matches(searched, [called]))
      .toSorted((a, b) => place(a, words) - place(b, words) || a.called.localeCompare(b.called, language));
  }, [viewer.may, language, searched]);
  const choose = (name: string) => {
    combobox.closeDropdown();
    setText(commandName(name, language));
    onChoose(name);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          id="command"
          label={t('what')}
          value={text}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            requestAnimationFrame(() => combobox.selectFirstOption());
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            setText(shown);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options className="long-options" aria-label={t('what')}>
          {offered.map(({ name, called }) => (
            <Combobox.Option key={name} value={name}>
              {called}
            </Combobox.Option>
          ))}
          {offered.length === 0 && <Combobox.Empty>{t('showing:nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** What begins with what was typed stands first: «renc» is a meeting before it is the cancelling of one. */
function place(
  { name, called }: { readonly name: string; readonly called: string },
  [word = '']: readonly string[],
): number {
  const at = FIRST.indexOf(name);
  const rest = foldLetters(called).startsWith(word) ? 0 : FIRST.length + 1;
  return rest + (at < 0 ? FIRST.length : at);
}
