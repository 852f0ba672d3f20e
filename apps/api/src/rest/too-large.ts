import { errorCodes as FastifyErrors } from 'fastify';

/** Whether a request was refused for the size of its body. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof FastifyErrors.FST_ERR_CTP_BODY_TOO_LARGE;
}
