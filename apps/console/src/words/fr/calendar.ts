/** What falls on which day. */
export const calendar = {
  title: 'Échéancier',
  count_one: '{{count}} échéance du {{from}} au {{to}}',
  count_many: '{{count}} échéances du {{from}} au {{to}}',
  count_other: '{{count}} échéances du {{from}} au {{to}}',
  empty: 'Rien ne tombe entre le {{from}} et le {{to}}, selon ce que le registre sait.',
  filters: 'Filtrer l’échéancier',
  subscribe: 'S’abonner',
  before: '◀ Avant',
  now: 'Maintenant',
  after: 'Après ▶',
  span: 'Sur',
  spans: { m3: 'trois mois', m12: 'un an', m60: 'cinq ans' },
  kind: 'Sorte',
  all: 'toutes',
};
