/** True for two stored values that say the same; the order of an object's members says nothing. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [
    one as { readonly [name: string]: unknown },
    other as { readonly [name: string]: unknown },
  ];
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].every((name) =>
    saysTheSame(mine[name], theirs[name]),
  );
}
