export * from './bus-command.js';
export { COMMAND_HANDLERS, classNameOf, commandClassOf } from './commands.js';
export { RecordTogether } from './record-together.js';
