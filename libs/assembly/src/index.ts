export * from './databases.js';
export * from './assemble.js';
export * from './reactor.js';
