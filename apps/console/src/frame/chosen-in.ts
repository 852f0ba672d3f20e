/** A field of a filter that says something: what it is called, and what it says; a box that is ticked says nothing more. */
export interface Chosen {
  readonly label: string;
  readonly said: string | null;
}

/** What is chosen in the fields of a filter: a form is not printed, what it asked for is. */
export function chosenIn(filter: Element): readonly Chosen[] {
  return [...filter.querySelectorAll('input, select, .choose-many')].flatMap(
    (field) => (field instanceof HTMLDetailsElement ? ofMany(field) : ofOne(field)) ?? [],
  );
}

function ofMany(field: HTMLDetailsElement): Chosen | null {
  const text = (name: string) => field.querySelector(`.choose-many-${name}`)?.textContent ?? '';
  return field.querySelector(':checked') && { label: text('label'), said: text('chosen') };
}

function ofOne(field: Element): Chosen | null {
  if (field.closest('.choose-many') || (field as HTMLInputElement).value === '') return null;
  const label = (field as HTMLInputElement).labels?.[0]?.textContent ?? field.ariaLabel ?? '';
  if (field instanceof HTMLSelectElement) return { label, said: field.selectedOptions[0]?.text ?? '' };
  const { type, checked, value } = field as HTMLInputElement;
  if (type === 'checkbox' || type === 'radio') return checked ? { label, said: null } : null;
  return { label, said: value };
}
