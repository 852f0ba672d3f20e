import type { SourceInHand } from '../drafts/draft.js';
import { focusWhenShown, useForm } from '../fields/form.js';
import { LINES } from './lines-list.js';

/** Takes a source into the form, and goes on to its lines. */
export function useTake(): (source: SourceInHand) => void {
  const { change } = useForm();
  return (source) => {
    change(({ sourceMissed: _missed, linesTyped: _typed, ...before }) => ({ ...before, source, lines: [] }));
    focusWhenShown(source.text === undefined ? 'lines-typed' : LINES);
  };
}
