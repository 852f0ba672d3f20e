import { IMPORT_FILES } from '@entente/domain';
import {
  ImportBusyError,
  ImportNotFoundError,
  ImportNotPlannedError,
  ProfileError,
  UnreadableFileError,
} from '@entente/exchange';
import { invalid, overLimit, refused } from '../../graphql/errors/refused-error.js';
import { isTooLarge } from '../too-large.js';

/** What went wrong with an import, as the API refuses; anything else as it is. */
export function asRefusal(error: unknown): unknown {
  if (isTooLarge(error))
    return withStatus(
      413,
      overLimit({ limit: 'BODY_MEGABYTES', most: IMPORT_FILES.bytes / 1_048_576 }, 'body'),
    );
  if (error instanceof UnreadableFileError) return withStatus(415, unreadable(error));
  if (error instanceof ProfileError)
    return withStatus(
      400,
      invalid('profile', { problem: 'IMPORT_PROFILE', reason: error.said.slice(0, 500) }),
    );
  if (error instanceof ImportBusyError) return withStatus(409, invalid(null, { problem: 'IMPORT_BUSY' }));
  if (error instanceof ImportNotPlannedError)
    return withStatus(409, invalid(null, { problem: 'IMPORT_NOT_PLANNED' }));
  if (error instanceof ImportNotFoundError)
    return withStatus(404, refused('FILE_NOT_FOUND', 'id', { sha256: error.id.slice(0, 64) }));
  return error;
}

function unreadable({ fault, details }: UnreadableFileError): Error {
  if (fault.code === 'FILE_TOO_LARGE')
    return invalid('body', { problem: 'IMPORT_ROWS', most: Number(details['rows']) });
  const { said } = details;
  const reason = typeof said === 'string' ? said.slice(0, 200) : fault.code;
  return invalid('body', { problem: 'IMPORT_FILE', reason });
}

function withStatus(statusCode: number, error: Error): Error {
  return Object.assign(error, { statusCode });
}
