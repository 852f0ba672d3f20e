import type { Language } from '@entente/domain';

/** What mails and their pages say, in both languages. */
export const WORDS = {
  fr: {
    days: 'Échéances',
    acts: 'Ce qui a été consigné',
    today: 'aujourd’hui',
    tomorrow: 'demain',
    inDays: (days: number) => `dans ${days}\u00a0jours`,
    past: 'passé',
    notCertain: '≈ jour incertain',
    more: (count: number) => `et ${count}\u00a0de plus, à lire dans le registre`,
    colon: '\u00a0: ',
    subject: (ledger: string, days: number, acts: number) =>
      `${ledger}\u00a0: ${[
        counted(days, 'échéance', 'échéances'),
        counted(acts, 'acte consigné', 'actes consignés'),
      ]
        .filter((part) => part !== '')
        .join(', ')}`,
    why: 'Vous recevez ce courriel parce qu’une personne qui administre ce registre vous y a inscrit.',
    stop: 'Ne plus en recevoir',
    locale: 'fr-CA',
  },
  en: {
    days: 'Deadlines',
    acts: 'What was recorded',
    today: 'today',
    tomorrow: 'tomorrow',
    inDays: (days: number) => `in ${days} days`,
    past: 'past',
    notCertain: '≈ day not certain',
    more: (count: number) => `and ${count} more, to be read in the ledger`,
    colon: ': ',
    subject: (ledger: string, days: number, acts: number) =>
      `${ledger}: ${[counted(days, 'deadline', 'deadlines'), counted(acts, 'recorded act', 'recorded acts')]
        .filter((part) => part !== '')
        .join(', ')}`,
    why: 'You receive this mail because somebody who operates this ledger signed you up for it.',
    stop: 'Receive no more of it',
    locale: 'en-CA',
  },
} as const satisfies { readonly [L in Language]: object };

function counted(count: number, one: string, several: string): string {
  if (count === 0) return '';
  return `${count}\u00a0${count === 1 ? one : several}`;
}
