import { AGREEMENT_HANDLERS } from './agreement.commands.js';
import { MEETING_HANDLERS } from './meeting.commands.js';
import { MISSION_HANDLERS } from './mission.commands.js';
import { ORGANIZATION_HANDLERS } from './organization.commands.js';
import { PERSON_HANDLERS } from './person.commands.js';
import { SOURCE_HANDLERS } from './source.commands.js';

/** Every command handler of the ledger, for a Nest module to provide beside {@link LEDGER}. */
export const COMMAND_HANDLERS = [
  ...AGREEMENT_HANDLERS,
  ...ORGANIZATION_HANDLERS,
  ...PERSON_HANDLERS,
  ...MEETING_HANDLERS,
  ...SOURCE_HANDLERS,
  ...MISSION_HANDLERS,
];
