import { createContext, useContext } from 'react';
import type { Day } from '@entente/domain';
import type { Draft, FormValue } from '../drafts/draft.js';

/** What the fields of a form share. */
export interface Form {
  readonly draft: Draft;
  readonly today: Day;
  /** It is on its way to the ledger: nothing of it can be changed. */
  readonly sending: boolean;
  readonly change: (change: (draft: Draft) => Draft) => void;
  readonly set: (path: string, value: FormValue | undefined) => void;
  /** What is wrong with a field, in sentences. Those of fields below it are theirs. */
  readonly errorsAt: (path: string) => readonly string[];
  /** Begins the registration of what is not known yet; it comes back into the field. */
  readonly register: (kind: string, name: string, path: string) => void;
  /** Gives the registration up for one that is there: it goes into the field that the form was begun for. */
  readonly takeInstead: (id: string, name: string) => void;
}

export const FormContext = createContext<Form | null>(null);

/** The form that a field stands in. */
export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('a field stands in a form');
  return form;
}

/** The id of a field’s element, by which it gets the focus. */
export function elementOf(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/** Puts the focus on a field; of one that has parts, on the first of them. */
export function focusField(path: string): boolean {
  const element = document.getElementById(elementOf(path));
  const target = element?.matches('input, select, textarea, button')
    ? element
    : element?.querySelector<HTMLElement>('input, select, textarea, button');
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
  return target !== null && target !== undefined;
}

/** Puts the focus on an element that a change brings, in the frame in which it is there; gives up after a second. */
export function focusWhenShown(id: string, frames = 60): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    if (element) element.focus();
    else if (frames > 0) focusWhenShown(id, frames - 1);
  });
}
