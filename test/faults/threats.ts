/** What somebody who has the database, a backup, or a key could do to a ledger, and how it is found out. */
import type { FindingCode } from '../../apps/audit/src/findings.js';

/** By whom a tampering is found. */
export type FoundBy =
  | {
      readonly by: 'AUDITOR';
      /** What `entente-audit` answers, at least. */
      readonly codes: readonly [FindingCode, ...FindingCode[]];
      /** What the auditor needs beside the bundle and the key. */
      readonly needs?: 'a pin' | 'an earlier bundle' | 'a receipt' | 'witnesses';
    }
  /** Only who runs the ledger finds it: the spec that shows how. */
  | { readonly by: 'OPERATOR'; readonly spec: string };

interface Threat {
  readonly says: string;
  readonly tamperings: Readonly<Record<string, FoundBy & { readonly says: string }>>;
}

/** The eleven threats, each with the ways of carrying it out that are tried. `docs/audit.md` has the same table. */
export const THREATS = {
  EDIT: {
    says: 'An event is edited',
    tamperings: {
      EVENT_EDITED: {
        says: 'in the database',
        by: 'AUDITOR',
        codes: ['CHAIN_BROKEN', 'CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      CHAIN_MADE_ANEW: {
        says: 'and the chain of its stream made anew',
        by: 'AUDITOR',
        codes: ['CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      LAST_EVENT_EDITED: {
        says: 'the last of the log',
        by: 'AUDITOR',
        codes: ['CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      EVENT_BLANKED: {
        says: 'overwritten with 0xFF',
        by: 'AUDITOR',
        codes: ['NOT_CANONICAL', 'CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      BYTE_FLIPPED: {
        says: 'any one byte of it, in the bundle',
        by: 'AUDITOR',
        codes: ['ENTRY_DIFFERS', 'ROOT_DIFFERS'],
      },
    },
  },
  DELETE: {
    says: 'Events are deleted',
    tamperings: {
      EVENT_DELETED: {
        says: 'one',
        by: 'AUDITOR',
        codes: ['CHAIN_BROKEN', 'CHECKPOINT_DIFFERS', 'ENTRIES_MISSING'],
      },
      EVENT_DELETED_CHAIN_MADE_ANEW: {
        says: 'one, and the chain made anew',
        by: 'AUDITOR',
        codes: ['CHECKPOINT_DIFFERS', 'ENTRIES_MISSING'],
      },
      STREAM_DELETED: {
        says: 'a whole stream',
        by: 'AUDITOR',
        codes: ['CHECKPOINT_DIFFERS', 'ENTRIES_MISSING'],
      },
    },
  },
  REORDER_OR_INSERT: {
    says: 'Events are reordered or inserted',
    tamperings: {
      EVENTS_SWAPPED: {
        says: 'two of a stream change places',
        by: 'AUDITOR',
        codes: ['CHAIN_BROKEN', 'CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      STREAMS_SWAPPED: {
        says: 'two of different streams do; the chains hold',
        by: 'AUDITOR',
        codes: ['CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      EVENT_INSERTED: {
        says: 'one is inserted, with a valid chain',
        by: 'AUDITOR',
        codes: ['CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      EVENT_TWICE: {
        says: 'one stands in the place of another as well',
        by: 'AUDITOR',
        codes: ['DUPLICATE_ID', 'CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      EVENT_OF_ANOTHER_LEDGER: {
        says: 'one comes from another ledger',
        by: 'AUDITOR',
        codes: ['OTHER_LEDGER', 'CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
    },
  },
  CUT_OFF: {
    says: 'The end is cut off',
    tamperings: {
      END_CUT_OFF: { says: 'of the log', by: 'AUDITOR', codes: ['ENTRIES_MISSING'] },
      OLD_BACKUP: {
        says: 'of the log and its checkpoints: an old backup is put back',
        by: 'AUDITOR',
        codes: ['PIN_DIFFERS'],
        needs: 'a pin',
      },
      UNSEALED_EVENT_DROPPED: {
        says: 'before a checkpoint covered it',
        by: 'AUDITOR',
        codes: ['RECEIPT_BROKEN'],
        needs: 'a receipt',
      },
    },
  },
  SIGNED_ANEW: {
    says: 'History is rewritten and signed again',
    tamperings: {
      SIGNED_ANEW_WITH_THE_KEY: {
        says: 'with the true key, all checkpoints replaced',
        by: 'AUDITOR',
        codes: ['PIN_DIFFERS'],
        needs: 'a pin',
      },
      SIGNED_ANEW_UNWITNESSED: {
        says: 'with the true key, before an auditor who has no pin',
        by: 'AUDITOR',
        codes: ['NOT_WITNESSED'],
        needs: 'witnesses',
      },
      NAMED_CHECKPOINTS_LEFT: {
        says: 'with the true key, and what later events say of a checkpoint is left',
        by: 'AUDITOR',
        codes: ['AFTER_DIFFERS'],
      },
      SIGNED_WITH_ANOTHER_KEY: { says: 'with another key', by: 'AUDITOR', codes: ['UNKNOWN_LOG'] },
      SIGNATURE_FORGED: {
        says: 'under the signature of another checkpoint',
        by: 'AUDITOR',
        codes: ['INVALID_SIGNATURE'],
      },
    },
  },
  SPLIT_VIEW: {
    says: 'Two auditors are shown two histories',
    tamperings: {
      TWO_HISTORIES: {
        says: 'of one size, both signed',
        by: 'AUDITOR',
        codes: ['BUNDLES_DIFFER'],
        needs: 'an earlier bundle',
      },
    },
  },
  FROZEN_VIEW: {
    says: 'An auditor is shown an old state for ever',
    tamperings: {
      OLD_CHECKPOINT_SHOWN: {
        says: 'the log and checkpoint of some time ago',
        by: 'AUDITOR',
        codes: ['NOT_FRESH'],
        needs: 'witnesses',
      },
    },
  },
  BACK_DATING: {
    says: 'An event is dated back',
    tamperings: {
      BACK_DATED_IN_A_STREAM: {
        says: 'before what its stream holds already, and then sealed',
        by: 'AUDITOR',
        codes: ['RECORDED_BACKWARDS'],
      },
      CLOCK_SET_BACK: {
        says: 'the clock of the ledger, when a new stream begins',
        by: 'AUDITOR',
        codes: ['BACK_DATED'],
      },
    },
  },
  READ_MODEL: {
    says: 'Answers are altered or left out',
    tamperings: {
      ROW_CHANGED: { says: 'a row of the read model is changed', by: 'AUDITOR', codes: ['ROW_DIFFERS'] },
      ROW_DELETED: { says: 'or deleted', by: 'AUDITOR', codes: ['ROW_DIFFERS'] },
      ROW_CHANGED_WHILE_RUNNING: {
        says: 'or changed while the ledger runs',
        by: 'OPERATOR',
        spec: 'test/acceptance/verify.spec.ts',
      },
      ANSWER_CHANGED: {
        says: 'an answer of the API is another, or leaves something out',
        by: 'OPERATOR',
        spec: 'test/acceptance/audit.spec.ts',
      },
    },
  },
  SEALED_FIELDS: {
    says: 'A sealed field is made to say something else',
    tamperings: {
      CIPHERTEXT_MOVED: {
        says: 'by the ciphertext of another event',
        by: 'AUDITOR',
        codes: ['CHECKPOINT_DIFFERS', 'ROOT_DIFFERS'],
      },
      KEY_EXCHANGED: {
        says: 'by another key of the vault',
        by: 'OPERATOR',
        spec: 'libs/ledger/src/envelope/sealing.spec.ts',
      },
      KEYS_REMOVED: {
        says: 'by nothing: keys are removed without an erasure',
        by: 'AUDITOR',
        codes: ['KEY_LOST'],
      },
    },
  },
  CRASH_OR_TWO_SIGNERS: {
    says: 'The signer is killed, or runs twice',
    tamperings: {
      SIGNER_KILLED: {
        says: 'killed at any step, again and again',
        by: 'OPERATOR',
        spec: 'test/faults/signer-kill.spec.ts',
      },
      TWO_SIGNERS: {
        says: 'a second one on the same log',
        by: 'OPERATOR',
        spec: 'test/faults/tampering.spec.ts',
      },
    },
  },
} as const satisfies Readonly<Record<string, Threat>>;

type Tamperings = { [T in keyof typeof THREATS]: (typeof THREATS)[T]['tamperings'] }[keyof typeof THREATS];
type ByAuditor<T> = T extends unknown
  ? { [N in keyof T]: T[N] extends { readonly by: 'AUDITOR' } ? N : never }[keyof T]
  : never;

/** The tamperings that an auditor finds: each is done by `tampering.spec.ts`, which does not compile where one is left out. */
export type FoundByAuditor = ByAuditor<Tamperings>;

/** Every tampering with its threat, in the order of the table. */
export const TAMPERINGS: readonly {
  readonly threat: string;
  readonly name: string;
  readonly says: string;
  readonly found: FoundBy;
}[] = Object.values(THREATS).flatMap(({ says: threat, tamperings }) =>
  Object.entries(tamperings as Threat['tamperings']).map(([name, { says, ...found }]) => ({
    threat,
    name,
    says,
    found,
  })),
);
