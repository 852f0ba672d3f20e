import type { SourceFilter as ListFilter } from '@entente/read-model';
import { InputType } from '@nestjs/graphql';
import { isGiven } from '../inputs/given.js';
import { BooleanInput, NameInput, WordInput } from '../inputs/input-field.js';

@InputType({ description: 'Which sources: those that meet every condition given.' })
export class SourceFilter {
  @NameInput('With these words in its id, issuer, kind or file name; accents and case are ignored.', {
    nullable: true,
  })
  readonly text?: string | null;

  @WordInput('Of this kind.', { nullable: true })
  readonly kind?: string | null;

  @WordInput('With this SHA-256, hexadecimal.', { nullable: true })
  readonly sha256?: string | null;

  @BooleanInput('True: nothing in effect cites it. False: something does.', { nullable: true })
  readonly uncited?: boolean | null;

  @BooleanInput('True: its text is deposited. False: it is not.', { nullable: true })
  readonly hasText?: boolean | null;
}

/** A filter as the read model takes it. */
export function sourceFilterOf(filter: SourceFilter | null | undefined): ListFilter {
  const { text, kind, sha256, uncited, hasText } = filter ?? {};
  return {
    ...(isGiven(text) && { text }),
    ...(isGiven(kind) && { kind }),
    ...(isGiven(sha256) && { sha256: sha256.toLowerCase() }),
    ...(isGiven(uncited) && { uncited }),
    ...(isGiven(hasText) && { hasText }),
  };
}
