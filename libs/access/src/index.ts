export * from './role.js';
export * from './token.js';
export * from './access.js';
export * from './first-tokens.js';
export * from './sessions.js';
export type { CalendarKeys, MadeCalendarKey } from './calendar-keys.js';
