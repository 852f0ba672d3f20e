import { Field, ID, InterfaceType } from '@nestjs/graphql';
import type { NodeKind } from './node-id.js';

/** Whatever has a node id; a resolver that answers it says which kind it is. */
@InterfaceType('Node', {
  description: 'Whatever has an id of its own among all that is answered.',
  resolveType: ({ kind }: { readonly kind: NodeKind }) => kind,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      'Its node id, for a client’s cache: the same for every answer of the present, another for each fixed day or position.',
  })
  readonly id!: string;
}
