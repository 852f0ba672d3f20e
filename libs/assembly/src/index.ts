export * from './databases/databases.js';
export * from './databases/main-database.js';
export * from './assemble.js';
export * from './failed-start.js';
export * from './load-until-stopped.js';
export { logOrigin, startLogSigner, type Transparency } from './log-signer.js';
export * from './open-log.js';
export * from './reactor.js';
export * from './start-program.js';
