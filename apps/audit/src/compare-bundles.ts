import { sameHash } from '@entente/proof';
import { finding, type Finding } from './findings.js';
import type { Folder } from './folder.js';
import { verifyBundle, type Auditor, type Verdict } from './verify-bundle.js';

/** A bundle, and how findings name it. */
export interface NamedBundle {
  readonly name: string;
  readonly folder: Folder;
}

/**
 * Verifies two bundles and looks for the first event in which they differ: of one log, the smaller is the beginning of the
 * larger. Where both are signed by a key that is trusted, an event that differs proves that two histories were signed.
 */
export function compareBundles(
  first: NamedBundle,
  second: NamedBundle,
  auditor: Auditor,
): { readonly findings: readonly Finding[]; readonly larger: Verdict; readonly same: number } {
  const judged = [first, second].map(({ name, folder }) => ({
    name,
    verdict: verifyBundle(folder, auditor),
  }));
  const [one, other] = judged.map(({ verdict }) => verdict) as [Verdict, Verdict];
  const findings = judged.flatMap(({ name, verdict }) =>
    verdict.findings.map((found) => ({ ...found, detail: `${name}: ${found.detail}` })),
  );
  const larger = other.events > one.events ? other : one;
  const same = sameLeaves(one, other);
  if (one.origin !== other.origin)
    findings.push(finding('UNREADABLE', `two logs: ${String(one.origin)} and ${String(other.origin)}`));
  else if (same < Math.min(one.events, other.events))
    findings.push(finding('BUNDLES_DIFFER', `${first.name} and ${second.name}`, same));
  return { findings, larger, same };
}

/** How many events two logs have in common from their beginning on. */
function sameLeaves(first: Verdict, second: Verdict): number {
  const [one, other] = [first.entries?.tree, second.entries?.tree];
  const most = Math.min(one?.size ?? 0, other?.size ?? 0);
  for (let index = 0; index < most; index += 1)
    if (one && other && !sameHash(one.leaf(index), other.leaf(index))) return index;
  return most;
}
