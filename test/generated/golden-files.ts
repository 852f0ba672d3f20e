import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  STORED_FACTS,
  streamNamed,
  type Confidential,
  type Fact,
  type Json,
} from '../../libs/domain/src/index.js';
import { ownCommandId, placeOf, sealBytes, sealField, type Envelope } from '../../libs/ledger/src/index.js';
import { EXAMPLE_DATE, exampleOf } from './example.js';
import type { Artefact } from './artefact.js';

interface Golden {
  readonly keys: { [kid: string]: string };
  readonly events: { [name: string]: { hash: string; opened: { [pointer: string]: Json } } };
}

const FOLDER = 'libs/ledger/src/catalogue/golden';
const LEDGER_ID = '11111111-2222-4333-8444-555555555555';

/**
 * A golden file for each version that has none: the bytes of an example of it, as they are written today. Those that are
 * there stay as they are.
 */
export async function goldenFiles(folder: string): Promise<readonly Artefact[]> {
  const files = await readdir(folder);
  const missing = STORED_FACTS.filter((fact) => !files.includes(fileOf(fact)));
  if (missing.length === 0) return [];
  const golden = JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8')) as Golden;
  const made = missing.map((fact): Artefact => {
    const { envelope, opened } = envelopeOf(fact, golden.keys);
    const { bytes, hash } = sealBytes(envelope);
    golden.events[`${fact.type}.v${fact.version}`] = { hash, opened };
    return { path: `${FOLDER}/${fileOf(fact)}`, text: bytes.toString('utf8'), forEver: true };
  });
  return [...made, { path: `${FOLDER}/golden.json`, text: `${JSON.stringify(golden, null, 2)}\n` }];
}

function fileOf({ type, version }: Fact): string {
  return `${type}.v${version}.event`;
}

function streamOf({ stream }: Fact): string {
  if (stream === 'ledger') return stream;
  return stream === 'any' ? 'agreement-1' : streamNamed(stream, `${stream}-1`);
}

function envelopeOf(
  fact: Fact,
  keys: Golden['keys'],
): { readonly envelope: Envelope; readonly opened: { readonly [pointer: string]: Json } } {
  const { data, sealed } = exampleOf(fact);
  const command = ownCommandId(LEDGER_ID, `golden:${fact.type}.v${fact.version}`);
  const envelope: Envelope = {
    v: 1,
    ledger: LEDGER_ID,
    id: ownCommandId(command, '0'),
    stream: streamOf(fact),
    rev: 1,
    type: fact.type,
    schema: fact.version,
    occurred: EXAMPLE_DATE,
    effective: EXAMPLE_DATE,
    recorded: '2026-11-28T12:00:00.000Z',
    actor: 'secretariat:t1',
    cause: { command, name: fact.command, digest: 'a'.repeat(64), correlation: null, causation: null },
    prev: 'b'.repeat(64),
    after: null,
    provenance: [{ source: 's0', from: 3, to: 21, kind: 'STATED' }],
    overrides: [],
    advice: [],
    data,
    personal: {},
  };
  const quote: Confidential = { pointer: '/provenance/0/quote', value: 'les mots de la source' };
  const personal: { [pointer: string]: Envelope['personal'][string] } = {};
  for (const { pointer, value } of [...sealed, quote]) {
    const key = randomBytes(32);
    const kid = randomUUID();
    keys[kid] = key.toString('hex');
    personal[pointer] = sealField(value, placeOf(envelope, pointer), { kid, key });
  }
  const opened = Object.fromEntries([...sealed, quote].map(({ pointer, value }) => [pointer, value]));
  return { envelope: { ...envelope, personal }, opened };
}
