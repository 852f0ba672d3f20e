import { Catch, HttpException, type ArgumentsHost } from '@nestjs/common';
import type { GqlExceptionFilter } from '@nestjs/graphql';
import type { FastifyReply } from 'fastify';
import { toClientError, type ErrorMapping } from './client-error.js';
import { refused } from './refused-error.js';

/**
 * Lets errors of resolvers through to the error formatter: without a filter Nest would log each of them itself, with
 * messages that quote what clients sent. Outside of GraphQL it answers in the same form.
 */
@Catch()
export class ErrorFilter implements GqlExceptionFilter {
  constructor(private readonly mapping: ErrorMapping) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    if (host.getType<'graphql' | 'http'>() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusOf(error);
    const told = error instanceof HttpException && status === 404 ? refused('NOT_FOUND') : error;
    await reply.status(status).send({ data: null, errors: [toClientError(told, this.mapping)] });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
