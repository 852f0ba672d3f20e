import { Args, Int } from '@nestjs/graphql';

/** The length of a page; `first` is judged by {@link pageSize}. */
export function FirstArg(): ParameterDecorator {
  return Args('first', {
    type: () => Int,
    nullable: true,
    description: 'How many: 50 by default, at most 200.',
  });
}

/** Where a page begins. */
export function AfterArg(): ParameterDecorator {
  return Args('after', {
    type: () => String,
    nullable: true,
    description: 'The cursor to continue after; without asOf, at the dates of its page.',
  });
}
