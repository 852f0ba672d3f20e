import type { Refusal } from '../../asking/refusal.js';
import type { CommandFrame } from '../frames/frame.js';
import type { Rehearsed } from '../rehearsing/use-rehearsal.js';

/** A refusal as a form shows it. */
export type Shown = Pick<Refusal, 'code' | 'strength' | 'field' | 'message'>;

/** The members of a date are parts of one field. */
const PART_OF_DATE = /\.(?:edtf|earliest|latest|point|basis|note)$/u;

/** What the forms of corrections have in place of the fields of their commands: that which stands for the others comes first. */
const OF_CORRECTIONS: { readonly [type: string]: readonly string[] } = {
  RecordRectified: ['reason', 'authority', 'record'],
  RecordAnnulled: ['reason', 'authority'],
  AssertionDisputed: ['member', 'record', 'statement'],
};

/** The field that a refusal belongs to: that which it names, else the one that is at fault for such a code. */
export function fieldOf({ code, field }: Shown, frame: CommandFrame): string {
  const named = (field ?? '')
    .replace(PART_OF_DATE, '')
    .replace(/^input\./u, '')
    .replace(/^evidence.*/u, 'evidence')
    .replace(/^(?:records\.0\.(?:set|setSealed)|alternatives\.0\.value)\b/u, 'record');
  if (hasField(frame, named)) return named;
  if (/^(?:DATE_|AGREEMENT_(?:ALREADY|NOT)|ACT_)/u.test(code) && frame.occurred === 'GIVEN')
    return 'occurredOn';
  return mainField(frame);
}

/** Whether the form of a command has a field for a path. */
function hasField({ type, occurred, effective, fields }: CommandFrame, path: string): boolean {
  const [first = ''] = path.split('.');
  if (/^(?:evidence|deposit|overrides)$/u.test(first)) return true;
  const own = OF_CORRECTIONS[type];
  if (own) return own.includes(first);
  if (first === 'occurredOn') return occurred !== 'NONE';
  return first === 'effectiveOn' ? effective === true : first in fields;
}

/** Where a form shows what belongs to no field of its own: at what it is about, else at its first field. */
function mainField({ type, subject, fields }: CommandFrame): string {
  const [first = ''] = OF_CORRECTIONS[type] ?? Object.keys(fields);
  return OF_CORRECTIONS[type] || subject === null || !(subject in fields) ? first : subject;
}

/** The sentences for a field: those of refusals that belong to it. */
export function sentencesAt(
  path: string,
  refusals: readonly Shown[],
  frame: CommandFrame,
  say: (shown: Shown) => string,
): readonly string[] {
  return [...new Set(refusals.filter((one) => fieldOf(one, frame) === path).map(say))];
}

/** A deposit that the ledger refuses for one of these is there already: under its own id, or by somebody else. */
const DEPOSITED: readonly string[] = ['COMMAND_ID_REUSED', 'SOURCE_ALREADY_DEPOSITED'];

/** Whether the refusals of a deposit say that its source is deposited: there is nothing left to do. */
export function isDeposited(refusals: readonly { readonly code: string }[]): boolean {
  return refusals.length > 0 && refusals.every(({ code }) => DEPOSITED.includes(code));
}

/** What the ledger refuses of all that would be sent: of a deposit that goes before the fact, under the names of its own fields. */
export function refusalsOfAll(rehearsed: readonly Rehearsed[]): readonly Shown[] {
  const own = rehearsed.at(-1);
  const before = rehearsed.slice(0, -1).filter(({ refusals }) => !isDeposited(refusals));
  return [
    ...before.flatMap(({ refusals }) =>
      refusals.map((one) => ({ ...asShown(one), field: `deposit.${one.field ?? ''}` })),
    ),
    ...(own?.refusals ?? []).map(asShown),
  ];
}

function asShown({ code, strength, field, message }: Rehearsed['refusals'][number]): Shown {
  return { code, strength: strength as Shown['strength'], field, message };
}
