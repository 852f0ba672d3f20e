import { Args } from '@nestjs/graphql';

/** The fiscal year of the figures that are asked for. */
export function FiscalYearArg(): ParameterDecorator {
  return Args('fiscalYear', {
    type: () => String,
    nullable: true,
    description: 'Only the figures of this fiscal year: 2019-2020.',
  });
}
