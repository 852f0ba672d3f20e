import type { settings as french } from '../fr/settings.js';
import type { Same } from '../same.js';

/** What each person sets for this browser. */
export const settings: Same<typeof french> = {
  title: 'Settings',
  lead: 'These choices hold for this browser; the ledger knows nothing of them.',
  language: 'Language',
  french: 'French',
  english: 'English',
  colours: 'Colours',
  light: 'light',
  dark: 'dark',
  auto: 'as the device',
  calendar: 'The deadlines in your calendar',
  calendarHelp:
    'A private address that your calendar (Outlook, Google, Apple…) subscribes to: it shows the deadlines of the ledger and keeps them current. Whoever has the address sees the deadlines, and nothing else.',
  calendarSince: 'An address has been in use since {{when}}. It is not shown again; a new one replaces it.',
  calendarMake: 'Make the address',
  calendarAgain: 'Make a new address',
  calendarRevoke: 'Revoke the address',
  calendarRevoked: 'The address is revoked: no calendar receives the deadlines by it any more.',
  calendarShown: 'Address to give to your calendar',
  calendarOnce: 'Copy it now: it is shown once. The address before, if there was one, no longer works.',
  calendarKind: 'Kind of deadlines',
  calendarAll: 'all',
  calendarCopy: 'Copy',
  calendarCopied: 'Copied',
  keys: 'Single-letter shortcuts',
  keysHelp:
    'For instance “c” to compare. Turn them off if you dictate, or if a key slips. They never hold in a field.',
  keysOn: 'Single-letter shortcuts allowed',
  logKey: 'Public key of the log',
  logKeyHelp:
    'The one that the depositary gave you by another route than this page (paper, telephone). This browser checks the signature of checkpoints with it.',
  logKeyLabel: 'Key, as “entente key show” writes it',
  logKeyKeep: 'Keep this key',
  logKeyKept: 'The key is kept in this browser.',
  logKeyGone: 'No key is kept.',
  logKeyWrong: 'This is not the public key of a log: it has the form name+digits+letters, in one piece.',
  logKeyNotKept: 'This browser keeps nothing for this address.',
  kept: 'What is kept on this computer',
  keptHelp:
    'Your choices of this page, and the drafts that you have not recorded yet. No answer of the ledger.',
  keepNothing: 'Keep no drafts on this computer',
  keepNothingHelp:
    'For a computer that others use: drafts last as long as the page, and leaving it asks first.',
  keptNone: 'Nothing is kept.',
  keptChoices: 'Choices of this page',
  keptUnread: 'the browser does not show them',
  keptDrafts: 'Drafts, and facts on their way',
  erase: 'Erase everything from this computer',
  eraseSure: 'Erase the drafts too? What is not recorded will be lost.',
  eraseYes: 'Yes, erase everything',
  eraseNo: 'No, keep it',
  erased: 'Everything is erased.',
  notErased:
    'Nothing is erased, or not all of it: the browser refused. Close the other tabs of the ledger and try again, or erase the data of this site in the browser.',
  you: 'You',
  name: 'Name',
  role: 'Role',
  ledger: 'Ledger',
  zone: 'Time zone',
};
