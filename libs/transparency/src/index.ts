export * from './bundle.js';
export * from './checkpoint-book.js';
export * from './first-key.js';
export * from './log-tree.js';
export * from './signer.js';
export * from './signer-folder.js';
export * from './signing.js';
export * from './tiles.js';
