import type { PastEvent } from '@entente/domain';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('SeenStream', {
  description: 'Another stream that a decision was judged on, up to a revision.',
})
export class SeenStream {
  @Field(() => ID, { description: 'The stream.' })
  readonly stream!: string;

  @Field(() => Int, { description: 'Its last revision then.' })
  readonly revision!: number;
}

/** The streams that a decision says it was judged on; none for what was decided on its own stream alone. */
export function judgedOnOf({ data }: PastEvent): readonly SeenStream[] {
  const { judgedOn = [] } = data as {
    readonly judgedOn?: readonly { readonly stream: string; readonly rev: number }[];
  };
  return judgedOn.map(({ stream, rev }) => ({ stream, revision: rev }));
}
