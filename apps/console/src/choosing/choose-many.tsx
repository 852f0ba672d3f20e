import { useRef } from 'react';

/** A choice of several: closed, it says what is chosen; opened, each stands beside its box. Nothing chosen means all. */
export function ChooseMany<Value extends string>({
  label,
  all,
  options,
  chosen,
  onChange,
}: {
  readonly label: string;
  /** What it says where none is chosen. */
  readonly all: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}) {
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (box.current) box.current.open = false;
  };
  const names = options.filter(({ value }) => chosen.includes(value)).map((one) => one.label);
  return (
    <details
      ref={box}
      className="choose-many"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !box.current?.open) return;
        event.stopPropagation();
        close();
        box.current.querySelector('summary')?.focus();
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
    >
      <summary>
        <span className="choose-many-label">{label}</span>
        <span className="choose-many-chosen">{names.length > 0 ? names.join(', ') : all}</span>
      </summary>
      {/* Takes the focus where the words of a box are pressed: else it would leave, and all would close before the press is over. */}
      <fieldset tabIndex={-1}>
        <legend className="for-readers">{label}</legend>
        {options.map((one) => (
          <label key={one.value}>
            <input
              type="checkbox"
              checked={chosen.includes(one.value)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(
                  options
                    .map(({ value }) => value)
                    .filter((value) => (value === one.value ? checked : chosen.includes(value))),
                )
              }
            />
            {one.label}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
