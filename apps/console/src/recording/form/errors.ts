import type { Refusal } from '../../asking/refusal.js';
import type { CommandFrame } from '../frames/frame.js';

/** A refusal as a form shows it. */
export type Shown = Pick<Refusal, 'code' | 'strength' | 'field' | 'message'>;

/** The members of a date are parts of one field. */
const PART_OF_DATE = /\.(?:edtf|earliest|latest|point|basis|note)$/u;

/** The field that a refusal belongs to: that which it names, else the one that is at fault for such a code. */
export function fieldOf({ code, field }: Shown, frame: CommandFrame): string {
  if (field !== null && field !== 'input')
    return field
      .replace(PART_OF_DATE, '')
      .replace(/^input\./u, '')
      .replace(/^(?:records\.0\.(?:set|setSealed)|alternatives\.0\.value)\.?/u, 'record.');
  if (/^(?:DATE_|AGREEMENT_(?:ALREADY|NOT)|ACT_)/u.test(code) && frame.occurred === 'GIVEN')
    return 'occurredOn';
  return frame.subject ?? '';
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
