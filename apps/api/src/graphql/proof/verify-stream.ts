import { phrase, type Bilingual, type PhraseOf, type Phrases } from '@entente/domain';
import type { Transparency } from '@entente/assembly';
import { CorruptEventError, type RecordedEvent, type StreamReader } from '@entente/ledger';
import { checkpointIn, sameHash } from '@entente/proof';
import { checkpointNode } from './checkpoint-node.js';
import type { VerificationFindingType, VerificationType } from './proof.types.js';
import type { Seal, Seals } from './seals.js';

/** What the signed tree can say of a stream, beside what its own bytes do. */
const TEXTS = {
  LEAF_DIFFERS: {
    fr: 'l’événement n’est plus celui dont l’empreinte a été scellée',
    en: 'the event is no longer the one whose hash was sealed',
  },
  ROOT_DIFFERS: {
    fr: 'les {size} premiers événements du journal ne donnent plus la racine signée',
    en: 'the first {size} events of the log no longer give the root that was signed',
  },
} as const satisfies Phrases;

type Problem = PhraseOf<'code', typeof TEXTS>;

const PAGE = 1_000;

/**
 * Reads a stream again, bypassing what is remembered, and compares it with the tree and the tree with what was signed. Null for
 * a stream that has no event, where the tree says nothing either.
 */
export async function verifyStream(
  stream: string,
  {
    reader,
    seals,
    tree,
    witnesses,
  }: Pick<Transparency, 'tree' | 'witnesses'> & { readonly reader: StreamReader; readonly seals: Seals },
): Promise<VerificationType | null> {
  const seal = await seals.latest();
  const findings: VerificationFindingType[] = [...checkRoot(seal, tree)];
  let events = 0;
  let sealed = 0;
  try {
    for await (const event of eventsOf(reader, stream)) {
      const index = seals.indexUnder(seal, event.position.commit);
      if (index !== null) {
        sealed += 1;
        if (Buffer.from(tree.tree.leaf(index)).toString('hex') !== event.hash)
          findings.push(found({ code: 'LEAF_DIFFERS' }, event.envelope.rev));
      }
      events += 1;
    }
  } catch (error) {
    if (!(error instanceof CorruptEventError)) throw error;
    findings.push({ code: error.code, revision: error.revision, message: error.problem });
  }
  if (events === 0 && findings.length === 0) return null;
  const checkpoint = seal && checkpointNode(seal.checkpoint, witnesses);
  return { stream, events, sealed, checkpoint, sound: findings.length === 0, findings };
}

async function* eventsOf(reader: StreamReader, stream: string): AsyncGenerator<RecordedEvent> {
  for (let from = 0; ; from += PAGE) {
    const page = await reader.readUncached(stream, from, PAGE);
    yield* page;
    if (page.length < PAGE) return;
  }
}

/** Whether the tree that is read here is the one that was signed. */
function checkRoot(seal: Seal | null, { tree }: Transparency['tree']): readonly VerificationFindingType[] {
  const signed = seal && checkpointIn(seal.checkpoint.note);
  if (!signed) return [];
  const { size, root } = signed;
  const differs = size > tree.size || !sameHash(tree.root(size), root);
  return differs ? [found({ code: 'ROOT_DIFFERS', size }, null)] : [];
}

function found(problem: Problem, revision: number | null): VerificationFindingType {
  const message: Bilingual = phrase(TEXTS, problem.code, problem) ?? TEXTS[problem.code];
  return { code: problem.code, revision, message };
}
