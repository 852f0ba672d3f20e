import { elementOf, useForm } from './form.js';
import { ThingPicker } from '../../choosing/thing-picker.js';

/** Kinds of things that are registered from here where they are not known yet. */
const REGISTERED = ['organization'];

/** A field of a form that names something of the ledger. */
export function EntityPicker({
  path,
  kind,
  value,
  id = elementOf(path),
  ...others
}: {
  readonly path: string;
  readonly kind: string;
  readonly label: string;
  readonly required?: boolean;
  readonly value: string;
  readonly onChoose: (id: string, name: string) => void;
  readonly errors: readonly string[];
  readonly id?: string;
}) {
  const { draft, register } = useForm();
  return (
    <ThingPicker
      {...others}
      id={id}
      kind={kind}
      value={value}
      name={draft.names[value] ?? value}
      {...(REGISTERED.includes(kind) && { onRegister: (typed: string) => register(kind, typed, path) })}
    />
  );
}
