/** A choice of one of a few, which stand beside each other. */
export function OneOf<Value extends string>({
  label,
  options,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value;
  readonly onChange: (chosen: Value) => void;
}) {
  return (
    <div role="group" aria-label={label} className="switch no-print">
      {options.map((one) => (
        <button
          key={one.value}
          type="button"
          aria-pressed={one.value === chosen}
          onClick={() => onChange(one.value)}
        >
          {one.label}
        </button>
      ))}
    </div>
  );
}
