export * from './role.js';
export * from './token.js';
export * from './access.js';
