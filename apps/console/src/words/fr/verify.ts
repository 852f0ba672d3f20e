/** Verifying: what was signed of the log, and how to check it without the ledger. */
export const verify = {
  title: 'Vérifier',
  lead: 'Ce que le registre a signé de son journal, ce qu’il vérifie de lui-même, et comment le faire sans lui.',
  checkpoint: 'Dernier point de contrôle',
  checkpointHelp:
    'Dans la minute qui suit un fait, le registre signe le nombre de ses faits et une empreinte qui dépend de chaque octet de chacun d’eux.',
  none: 'Aucun point de contrôle n’est encore signé : le premier vient dans la minute.',
  published: 'Signé',
  size: 'Faits couverts',
  root: 'Racine de l’arbre',
  notSame: '✕ Ce n’est pas ce que dit la note signée : ne vous y fiez pas.',
  origin: 'Journal',
  signedBy: 'Signature du journal',
  witnesses: 'Témoins',
  note: 'La note signée',
  noteHelp:
    'Gardez-la : un journal récrit plus tard ne la continuera pas. Sa signature se vérifie avec la clé que le dépositaire vous a donnée par une autre voie, pas avec celle que cette page donnerait.',
  download: 'Télécharger',
  stream: 'Vérifier les faits d’un dossier',
  streamHelp: 'Octets, empreintes, enchaînement et arbre signé, relus à l’instant dans le journal.',
  streamLabel: 'Flux',
  streamExample: 'Une sorte et un identifiant, par exemple agreement-corridor-ne',
  verify: 'Vérifier',
  noStream: 'Le registre n’a aucun flux « {{stream}} ».',
  sound_one: '✓ Le seul fait de {{stream}} est intègre.',
  sound_many: '✓ Les {{count}} faits de {{stream}} sont intègres.',
  sound_other: '✓ Les {{count}} faits de {{stream}} sont intègres.',
  notSound_one: '✕ Le fait de {{stream}} n’est pas tel qu’il a été écrit ou signé.',
  notSound_many:
    '✕ Des {{count}} faits de {{stream}}, certains ne sont pas tels qu’ils ont été écrits ou signés.',
  notSound_other:
    '✕ Des {{count}} faits de {{stream}}, certains ne sont pas tels qu’ils ont été écrits ou signés.',
  sealed_one: 'Le point de contrôle en couvre {{count}}.',
  sealed_many: 'Le point de contrôle en couvre {{count}}.',
  sealed_other: 'Le point de contrôle en couvre {{count}}.',
  revision: 'révision {{revision}}',
  ownWord: 'C’est le registre qui le dit de lui-même. Pour ne pas s’y fier, suivez les étapes ci-dessous.',
  byOneself: 'Le faire sans le registre',
  byOneselfHelp:
    'Six étapes, sur votre ordinateur, avec le programme entente-audit. Rien de ce que cette page affiche n’y sert de preuve.',
  step: {
    policy:
      'La clé publique, reçue du dépositaire sur papier ou au téléphone, dans un fichier de deux lignes.',
    bundle: 'Le paquet, que l’exploitant écrit et vous remet.',
    install: 'Le programme, installé d’un fichier.',
    run: 'La vérification. Elle finit par SOUND / INTÈGRE, ou nomme ce qui ne l’est pas.',
    pin: 'Le point de contrôle, noté dans un fichier à vous.',
    again: 'La fois suivante : le journal doit continuer celui que vous aviez noté.',
  },
};
