export * from './canonical.js';
export * from './leaf-hash.js';
