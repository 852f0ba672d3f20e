export * from './scenario.js';
export * from './commands.js';
export * from './load.js';
