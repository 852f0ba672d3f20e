import type { verify as french } from '../fr/verify.js';
import type { Same } from '../same.js';

/** Verifying: what was signed of the log, and how to check it without the ledger. */
export const verify: Same<typeof french> = {
  title: 'Verify',
  lead: 'What the ledger signed of its log, what it verifies of itself, and how to do so without it.',
  checkpoint: 'Last checkpoint',
  checkpointHelp:
    'Within a minute of a fact, the ledger signs how many facts it has, and a hash that depends on every byte of each.',
  none: 'No checkpoint is signed yet: the first one comes within a minute.',
  published: 'Signed',
  size: 'Facts covered',
  root: 'Root of the tree',
  notSame: '✕ This is not what the signed note says: do not trust it.',
  origin: 'Log',
  signedBy: 'Signature of the log',
  witnesses: 'Witnesses',
  note: 'The signed note',
  noteHelp:
    'Keep it: a log that is rewritten later will not continue it. Its signature is verified with the key that the depositary gave you by another route, not with one that this page would give.',
  download: 'Download',
  stream: 'Verify the facts of one stream',
  streamHelp: 'Bytes, hashes, links and the signed tree, read again from the log now.',
  streamLabel: 'Stream',
  streamExample: 'A kind and an id, such as agreement-corridor-ne',
  verify: 'Verify',
  noStream: 'The ledger has no stream “{{stream}}”.',
  sound_one: '✓ The only fact of {{stream}} is sound.',
  sound_other: '✓ The {{count}} facts of {{stream}} are sound.',
  notSound_one: '✕ The fact of {{stream}} is not as it was written or signed.',
  notSound_other: '✕ Of the {{count}} facts of {{stream}}, some are not as they were written or signed.',
  sealed_one: 'The checkpoint covers {{count}} of them.',
  sealed_other: 'The checkpoint covers {{count}} of them.',
  revision: 'revision {{revision}}',
  ownWord: 'It is the ledger that says so of itself. Not to rely on it, take the steps below.',
  byOneself: 'Without the ledger',
  byOneselfHelp:
    'Six steps, on your own computer, with the program entente-audit. Nothing that this page shows is evidence there.',
  step: {
    policy: 'The public key, which the depositary gave you on paper or by telephone, in a file of two lines.',
    bundle: 'The bundle, which the operator writes and hands to you.',
    install: 'The program, installed from a file.',
    run: 'The verification. It ends with SOUND / INTÈGRE, or names what is not.',
    pin: 'The checkpoint, noted in a file of your own.',
    again: 'The next time: the log has to continue the one that you had noted.',
  },
};
