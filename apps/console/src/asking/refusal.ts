import type { Language } from '../words/language.js';

/** Why the ledger refused, as every error of its API says it. */
export interface Refusal {
  readonly code: string;
  /** INVARIANT always holds; POLICY can be overridden with a reason; ADVICE refuses nothing. */
  readonly strength: 'INVARIANT' | 'POLICY' | 'ADVICE';
  /** The path of the input that is at fault, such as `occurredOn.edtf`. */
  readonly field: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** True where the same request may be answered a little later. */
  readonly retryable: boolean;
  readonly message: Readonly<Record<Language, string>>;
  /** The root field of the request that was refused; null for the whole request. */
  readonly of: string | null;
}

/** A request that was refused, or that the ledger could not be asked at all. */
export class RefusedError extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(({ code }) => code).join(', '));
    this.refusals = refusals;
  }

  get first(): Refusal {
    return this.refusals[0] ?? unreachable();
  }
}

interface ErrorSent {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Partial<Omit<Refusal, 'of'>>;
}

/** Reads the errors of an answer. One without the extensions of this API is no refusal of the ledger: something between. */
export function refusalsOf(errors: readonly ErrorSent[] | undefined): readonly Refusal[] {
  return (errors ?? []).map(({ message = '', path, extensions = {} }) => ({
    code: extensions.code ?? 'INTERNAL',
    strength: extensions.strength ?? 'INVARIANT',
    field: extensions.field ?? null,
    details: extensions.details ?? {},
    retryable: extensions.retryable ?? false,
    message: extensions.message ?? { fr: message, en: message },
    of: typeof path?.[0] === 'string' ? path[0] : null,
  }));
}

/** The network does not answer, or what answers is not the ledger. */
export function unreachable(): Refusal {
  return {
    code: 'UNREACHABLE',
    strength: 'INVARIANT',
    field: null,
    details: {},
    retryable: true,
    message: {
      fr: 'Le registre ne répond pas. Vérifiez le réseau, puis réessayez.',
      en: 'The ledger does not answer. Check the network, then try again.',
    },
    of: null,
  };
}
