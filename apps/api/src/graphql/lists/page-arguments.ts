import { Args, Int } from '@nestjs/graphql';

/** The length of a page; `first` is judged by {@link pageSize}. */
export function FirstArg(): ParameterDecorator {
  return Args('first', {
    type: () => Int,
    nullable: true,
    description: 'How many: 50 unless given, 200 at most.',
  });
}

/** Where a page begins. */
export function AfterArg(): ParameterDecorator {
  return Args('after', {
    type: () => String,
    nullable: true,
    description: 'The cursor to go on after; without asOf at the dates of its page.',
  });
}
