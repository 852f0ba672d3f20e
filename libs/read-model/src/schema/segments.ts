import { isDeepStrictEqual } from 'node:util';
import { addDays, type Day } from '@entente/domain';
import type { Days } from './table.js';

/**
 * Cuts the line of days at the given ones and asks for the content of each piece; neighbours with the same content are one row.
 * No content: no row.
 */
export function segments<T extends object>(
  cuts: readonly Day[],
  contentOn: (day: Day) => T | null,
): readonly (T & Days)[] {
  const bounds = [...new Set(cuts)].toSorted();
  const edges = ['-infinity', ...bounds, 'infinity'];
  const rows: (T & Days)[] = [];
  let open: { readonly content: T; readonly from: string } | null = null;
  for (let i = 0; i < edges.length - 1; i += 1) {
    const from = edges[i] as string;
    const day = i > 0 ? from : bounds[0] === undefined ? '2000-01-01' : addDays(bounds[0], -1);
    const content = contentOn(day);
    if (open && content && isSame(open.content, content)) continue;
    if (open) rows.push({ ...open.content, valid_from: open.from, valid_to: from });
    open = content && { content, from };
  }
  if (open) rows.push({ ...open.content, valid_from: open.from, valid_to: 'infinity' });
  return rows;
}

/** Whether two contents say the same; they are of one kind, with the same members. */
function isSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((member) => {
    const [x, y] = [a[member], b[member]];
    return x === y || (typeof x === 'object' && typeof y === 'object' && isDeepStrictEqual(x, y));
  });
}
