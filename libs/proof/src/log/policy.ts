import { parseVerifierKey, type VerifierKey } from '../notes/keys.js';
import type { GoodSignature } from '../notes/note.js';

/** Whose signatures make a checkpoint valid (C2SP tlog-policy): one of the logs, and a quorum of the witnesses. */
export interface TrustPolicy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** Whether these witnesses are enough; `none` asks for none. */
  readonly quorum: Quorum;
}

/** Who has to have cosigned. */
export type Quorum =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'WITNESS'; readonly key: VerifierKey }
  | { readonly kind: 'GROUP'; readonly threshold: number; readonly members: readonly Quorum[] };

/** What is wrong with a policy, and in which line (from 1; 0 for the whole). */
export interface PolicyProblem {
  readonly line: number;
  readonly problem: string;
}

interface Reading {
  readonly logs: VerifierKey[];
  readonly witnesses: VerifierKey[];
  readonly named: Map<string, Quorum>;
  /** Each name is a member of one group at most: no witness counts twice. */
  readonly used: Set<string>;
  quorum: Quorum | null;
}

/** Reads a policy. It comes from the auditor, never from who is audited. */
export function parsePolicy(text: string): TrustPolicy | PolicyProblem {
  const reading: Reading = { logs: [], witnesses: [], named: new Map(), used: new Set(), quorum: null };
  for (const [index, line] of text.split('\n').entries()) {
    // eslint-disable-next-line no-control-regex -- what the specification forbids
    const problem = /[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)
      ? 'a control character'
      : readLine(line, reading);
    if (problem !== null) return { line: index + 1, problem };
  }
  const { logs, witnesses, quorum } = reading;
  return quorum === null ? { line: 0, problem: 'there is no quorum line' } : { logs, witnesses, quorum };
}

/** Whether these good signatures satisfy a quorum. */
export function satisfies(quorum: Quorum, signatures: readonly GoodSignature[]): boolean {
  switch (quorum.kind) {
    case 'NONE':
      return true;
    case 'WITNESS':
      return signatures.some(({ key }) => key === quorum.key);
    case 'GROUP':
      return quorum.members.filter((member) => satisfies(member, signatures)).length >= quorum.threshold;
    default:
      return quorum satisfies never;
  }
}

function readLine(line: string, reading: Reading): string | null {
  const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
  if (keyword === undefined || keyword.startsWith('#')) return null;
  switch (keyword) {
    case 'log':
      return readLog(items, reading);
    case 'witness':
      return readWitness(items, reading);
    case 'group':
      return readGroup(items, reading);
    case 'quorum':
      return readQuorum(items, reading);
    default:
      return `"${keyword}" is not log, witness, group or quorum`;
  }
}

function readLog([text = '', ...urls]: readonly string[], { logs }: Reading): string | null {
  const key = parseVerifierKey(text);
  if (key?.kind !== 'ED25519' || urls.length > 1)
    return 'a log line has the log’s key and at most an address';
  if (isAmong(logs, key)) return 'this log’s key is there already';
  logs.push(key);
  return null;
}

function readWitness([name = '', text = '', ...urls]: readonly string[], reading: Reading): string | null {
  const key = parseVerifierKey(text);
  if (!key || key.kind === 'ED25519' || urls.length > 1)
    return 'a witness line has a name, a witness’s key and at most an address';
  if (isAmong(reading.witnesses, key)) return 'this witness’s key is there already';
  reading.witnesses.push(key);
  return define(name, { kind: 'WITNESS', key }, reading);
}

function readGroup([name = '', count = '', ...names]: readonly string[], reading: Reading): string | null {
  const members = names.map((member) => reading.named.get(member));
  if (members.length === 0) return 'a group has at least one member';
  if (members.includes(undefined)) return 'a member of the group is not defined above';
  for (const member of names) {
    if (reading.used.has(member)) return `${member} is a member already`;
    reading.used.add(member);
  }
  const threshold = thresholdOf(count, members.length);
  if (threshold === null) return 'a group needs any, all, or a number from 1 to the count of its members';
  return define(
    name,
    { kind: 'GROUP', threshold, members: members.filter((member) => member !== undefined) },
    reading,
  );
}

function readQuorum([name = '', ...rest]: readonly string[], reading: Reading): string | null {
  const quorum: Quorum | undefined = name === 'none' ? { kind: 'NONE' } : reading.named.get(name);
  if (reading.quorum !== null) return 'there is a second quorum line';
  if (quorum === undefined || rest.length > 0)
    return 'a quorum line has none, or one name that is defined above';
  reading.quorum = quorum;
  return null;
}

function define(name: string, quorum: Quorum, { named }: Reading): string | null {
  if (name === 'none' || named.has(name)) return `the name ${name} is taken`;
  named.set(name, quorum);
  return null;
}

function thresholdOf(count: string, members: number): number | null {
  if (count === 'any') return 1;
  if (count === 'all') return members;
  return /^[1-9]\d*$/.test(count) && Number(count) <= members ? Number(count) : null;
}

function isAmong(keys: readonly VerifierKey[], { key }: VerifierKey): boolean {
  return keys.some((other) => other.key.equals(key));
}
