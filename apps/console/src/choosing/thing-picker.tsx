import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../words/index.js';
import { useThings } from './things.js';

/** A field that names something of the ledger: a search box over what there is. The id is kept, with the name that was shown. */
export function ThingPicker({
  kind,
  label,
  required = false,
  value,
  name,
  onChoose,
  onRegister,
  errors = [],
  id,
}: {
  readonly kind: string;
  readonly label: string;
  readonly required?: boolean;
  /** The id that is chosen, and its name; empty where none is. */
  readonly value: string;
  readonly name: string;
  readonly onChoose: (id: string, name: string) => void;
  /** Registers what was typed, where things of its kind can be from here. */
  readonly onRegister?: (name: string) => void;
  readonly errors?: readonly string[];
  readonly id: string;
}) {
  const { t } = useWords('showing');
  const combobox = useCombobox();
  const shown = value === '' ? '' : name;
  const [text, setText] = useState(shown);
  // What is typed over a choice takes the choice away, and is not taken away with it.
  const typedOver = useRef(false);
  useEffect(() => {
    if (!typedOver.current) setText(shown);
    typedOver.current = false;
  }, [shown]);
  const searched = text === shown ? '' : text;
  const { things, failed } = useThings(kind, searched, combobox.dropdownOpened || searched !== '');
  const typed = text.trim();
  // Before it is shown, so that Enter never comes too early.
  useLayoutEffect(() => {
    if (!combobox.dropdownOpened || searched === '') return;
    if (things.length > 0) combobox.selectFirstOption();
    else combobox.resetSelectedOption();
    // Whenever what is offered changes: Enter takes the first thing there is, and never registers one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [things, searched]);
  const choose = (chosen: string) => {
    combobox.closeDropdown();
    if (chosen === NEW) {
      onRegister?.(typed);
      return;
    }
    const thing = things.find((one) => one.id === chosen);
    onChoose(chosen, thing?.name ?? chosen);
    setText(thing?.name ?? chosen);
  };
  const leave = () => {
    combobox.closeDropdown();
    if (typed === shown) return;
    const exact = things.find((one) => one.id === typed.toLowerCase() || one.name === typed);
    // A kind of which there is no list is named by its id.
    if (exact) choose(exact.id);
    else onChoose(things.length === 0 || typed === '' ? typed : '', typed);
    if (!exact) setText(text);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          id={id}
          label={label}
          required={required}
          value={text}
          autoComplete="off"
          error={errors.length > 0 ? errors.join(' ') : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            typedOver.current = shown !== '';
            if (value !== '') onChoose('', '');
            combobox.openDropdown();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label}>
          {things.map(({ id: thing, name: itsName, hint }) => (
            <Combobox.Option key={thing} value={thing}>
              {itsName}{' '}
              <small className="thing-id">
                {[itsName.startsWith(thing) ? '' : thing, hint].filter(Boolean).join(' · ')}
              </small>
            </Combobox.Option>
          ))}
          {onRegister && typed !== '' && typed !== shown && (
            <Combobox.Option value={NEW}>{t('registerNew', { name: typed })}</Combobox.Option>
          )}
        </Combobox.Options>
        {things.length === 0 && (failed || !onRegister) && (
          <p className="quiet">{t(failed ? 'notAsked' : 'nothingFound')}</p>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

const NEW = ' new';
