export * from './clock.js';
export * from './configuration.js';
export { lockFolder } from './embedded-postgres/folder-lock.js';
export * from './embedded-postgres/server.js';
export * from './embedded-postgres/startup-problem.js';
export * from './logging.js';
export * from './shutdown.js';
export * from './vault-key.js';
export * from './health.js';
