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
  let open: { readonly content: T; readonly key: string; readonly from: string } | null = null;
  for (let i = 0; i < edges.length - 1; i += 1) {
    const from = edges[i] as string;
    const day = i > 0 ? from : bounds[0] === undefined ? '2000-01-01' : addDays(bounds[0], -1);
    const content = contentOn(day);
    const key = content && textOf(content);
    if (open && open.key === key) continue;
    if (open) rows.push({ ...open.content, valid_from: open.from, valid_to: from });
    open = content && key !== null ? { content, key, from } : null;
  }
  if (open) rows.push({ ...open.content, valid_from: open.from, valid_to: 'infinity' });
  return rows;
}

function textOf(content: object): string {
  return JSON.stringify(content, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}
