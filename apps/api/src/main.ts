import { a } from '@entente/domain';
console.log(a);
