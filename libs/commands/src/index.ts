export * from './bus-command.js';
export * from './agreement.commands.js';
export * from './organization.commands.js';
export * from './person.commands.js';
export * from './meeting.commands.js';
export * from './source.commands.js';
export * from './mission.commands.js';
export * from './handlers.js';
