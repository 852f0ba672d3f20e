import { Catch } from '@nestjs/common';
import type { GqlExceptionFilter } from '@nestjs/graphql';

/**
 * Lets every error through to the error formatter. Without a filter Nest would log each of them itself, with messages that
 * quote what clients sent.
 */
@Catch()
export class ErrorFilter implements GqlExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}
