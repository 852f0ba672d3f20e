import { ObjectType } from '@nestjs/graphql';
import { Node } from '../node/node.types.js';

@ObjectType('Source', {
  implements: () => [Node],
  description: 'A document that was deposited, by its hash.',
})
export class Source extends Node {}
