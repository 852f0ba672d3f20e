/** What each finding means: what was found, and what to do. These codes are stable: scripts of auditors rest on them. */
interface Explained {
  /** TAMPERING: the log is not what was signed. UNDECIDED: nothing can be concluded. */
  readonly kind: 'TAMPERING' | 'UNDECIDED';
  readonly fr: string;
  readonly en: string;
}

/** Every finding by its code. */
export const FINDINGS = {
  INVALID_SIGNATURE: {
    kind: 'TAMPERING',
    fr: 'Un point de contrôle porte le nom d’une clé de votre politique, mais la signature est fausse. Demandez le point de contrôle d’origine; ne vous fiez à rien d’autre de ce paquet.',
    en: 'A checkpoint bears the name of a key of your policy, but the signature is wrong. Ask for the original checkpoint; trust nothing else in this bundle.',
  },
  ROOT_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'Les événements du paquet ne donnent pas la racine signée. Au moins un a été modifié, ajouté, retiré ou déplacé depuis la signature; ENTRY_DIFFERS dit lequel quand les tuiles le permettent.',
    en: 'The events in the bundle do not give the root that was signed. At least one was changed, added, removed or moved since; ENTRY_DIFFERS says which one where the tiles allow it.',
  },
  ENTRY_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'L’événement à cet index n’est pas celui dont l’empreinte a été scellée. C’est le premier qui diffère.',
    en: 'The event at this index is not the one whose hash was sealed. It is the first one that differs.',
  },
  TILE_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'Les tuiles d’empreintes ne donnent pas la racine signée : elles ont été modifiées, ou refaites après coup.',
    en: 'The tiles of hashes do not give the root that was signed: they were changed, or made again afterwards.',
  },
  ENTRIES_MISSING: {
    kind: 'TAMPERING',
    fr: 'Le point de contrôle couvre plus d’événements que le paquet n’en contient : la fin du journal manque à partir de cet index.',
    en: 'The checkpoint covers more events than the bundle holds: the end of the log is missing from this index on.',
  },
  CHECKPOINT_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'Un point de contrôle antérieur, validement signé, n’est pas le début de ce journal : l’histoire a été récrite après sa signature.',
    en: 'An earlier checkpoint, validly signed, is not the beginning of this log: history was rewritten after it was signed.',
  },
  AFTER_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'L’événement à cet index dit avoir été écrit après un point de contrôle (after) qui n’est pas le début de ce journal : l’événement ou ce qui le précède a été changé, et le journal signé de nouveau. Conservez le paquet; demandez-en un plus ancien à un autre auditeur et comparez (diff).',
    en: 'The event at this index says that it was written after a checkpoint (after) that is not the beginning of this log: the event, or what precedes it, was changed, and the log signed again. Keep the bundle; ask another auditor for an older one and compare (diff).',
  },
  BACK_DATED: {
    kind: 'TAMPERING',
    fr: 'L’événement à cet index dit avoir été consigné plus d’une minute avant un événement qui le précède dans le journal : il a été antidaté, l’horloge du registre a été reculée, ou l’autre événement est postdaté. Demandez aux témoins, ou à l’autorité d’horodatage, quand le journal avait cette taille.',
    en: 'The event at this index says that it was recorded more than a minute before an event that precedes it in the log: it was dated back, the clock of the ledger was set back, or the other event was dated ahead. Ask the witnesses, or the time-stamping authority, when the log had this size.',
  },
  PIN_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'Ce journal n’est pas la suite de celui que vous aviez noté : ses premiers événements diffèrent, ou il en a moins. Conservez les deux paquets comme preuve.',
    en: 'This log does not continue the one that you had pinned: its first events differ, or it has fewer. Keep both bundles as evidence.',
  },
  RETIRED_KEY: {
    kind: 'TAMPERING',
    fr: 'Un point de contrôle est signé par la seule ancienne clé, alors que le journal consigne que la nouvelle signe.',
    en: 'A checkpoint is signed by the old key alone, although the log records that the new one signs.',
  },
  NOT_CANONICAL: {
    kind: 'TAMPERING',
    fr: 'L’événement à cet index n’est pas écrit dans la seule forme permise (RFC 8785) : un membre en double, un espace, un ordre ou un nombre autrement écrit.',
    en: 'The event at this index is not written in the one form that is allowed (RFC 8785): a member given twice, a space, another order, or a number written otherwise.',
  },
  NOT_AN_EVENT: {
    kind: 'TAMPERING',
    fr: 'L’entrée à cet index n’a pas les membres d’un événement d’Entente (stream, rev, prev, id, ledger, type, recorded).',
    en: 'The entry at this index does not have the members of an event of Entente (stream, rev, prev, id, ledger, type, recorded).',
  },
  CHAIN_BROKEN: {
    kind: 'TAMPERING',
    fr: 'L’événement à cet index ne suit pas celui qui le précède dans son flux : la révision ou l’empreinte précédente ne concorde pas. Un événement du flux a été retiré, ajouté, déplacé ou modifié.',
    en: 'The event at this index does not follow the one before it in its stream: the revision or the previous hash does not agree. An event of the stream was removed, added, moved or changed.',
  },
  DUPLICATE_ID: {
    kind: 'TAMPERING',
    fr: 'Deux événements portent le même identifiant; celui-ci est le second.',
    en: 'Two events have the same id; this is the second one.',
  },
  OTHER_LEDGER: {
    kind: 'TAMPERING',
    fr: 'L’événement à cet index vient d’un autre registre.',
    en: 'The event at this index is of another ledger.',
  },
  FILE_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'Un fichier du paquet n’est pas celui que le manifeste annonce : il a été modifié, ou abîmé en route. Demandez le paquet de nouveau.',
    en: 'A file of the bundle is not the one that its manifest lists: it was changed, or damaged on its way. Ask for the bundle again.',
  },
  BUNDLES_DIFFER: {
    kind: 'TAMPERING',
    fr: 'Les deux paquets d’un même journal diffèrent à partir de cet index. Si les deux sont signés, deux histoires l’ont été : conservez-les comme preuve.',
    en: 'The two bundles of one log differ from this index on. Where both are signed, two histories were: keep them as evidence.',
  },
  RECORDED_BACKWARDS: {
    kind: 'TAMPERING',
    fr: 'L’événement à cet index se dit consigné avant celui qui le précède dans son flux : il a été antidaté.',
    en: 'The event at this index says that it was recorded before the one that precedes it in its stream: it was back-dated.',
  },
  RECEIPT_BROKEN: {
    kind: 'TAMPERING',
    fr: 'Le registre a promis, et signé, que son journal contient cet événement; son délai est passé, et le journal ne le contient pas. Conservez l’accusé et le paquet : ils le prouvent.',
    en: 'The ledger promised, and signed, that its log holds this event; the time for that is over, and the log does not hold it. Keep receipt and bundle: they prove it.',
  },
  ROW_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'Une ligne d’où le registre tire ses réponses ne dit pas ce que dit l’événement à cet index : elle a été modifiée, ajoutée ou retirée depuis. Le journal fait foi; l’exploitant doit reconstruire le modèle de lecture.',
    en: 'A row from which the ledger answers does not say what the event at this index says: it was changed, added or taken away since. The log stands; the operator has to rebuild the read model.',
  },
  ANSWER_DIFFERS: {
    kind: 'TAMPERING',
    fr: 'Une réponse du registre ne dit pas ce que dit l’événement à cet index. Conservez la réponse et le paquet.',
    en: 'An answer of the ledger does not say what the event at this index says. Keep the answer and the bundle.',
  },
  NOT_INCLUDED: {
    kind: 'TAMPERING',
    fr: 'La preuve ne montre pas que cet événement est dans le journal signé.',
    en: 'The proof does not show that this event is in the log that was signed.',
  },
  NOT_CONSISTENT: {
    kind: 'TAMPERING',
    fr: 'L’ancien point de contrôle n’est pas le début du nouveau : ce sont deux histoires différentes, signées toutes deux. Conservez-les comme preuve.',
    en: 'The old checkpoint is not the beginning of the new one: these are two different histories, both signed. Keep them as evidence.',
  },
  TIME_STAMP_INVALID: {
    kind: 'TAMPERING',
    fr: 'L’horodatage n’est pas celui de ce point de contrôle, ou sa signature est fausse. Ne vous fiez pas à l’heure qu’il dit; demandez le paquet de nouveau.',
    en: 'The time stamp is not that of this checkpoint, or its signature is wrong. Do not rely on the time that it says; ask for the bundle again.',
  },
  UNKNOWN_LOG: {
    kind: 'UNDECIDED',
    fr: 'Aucune clé de votre politique n’a signé ce point de contrôle, ou cet accusé; si un paquet a été lu, son journal ne consigne pas non plus de changement de clé à partir d’elle. Vérifiez la clé avec le dépositaire, par une autre voie.',
    en: 'No key of your policy signed this checkpoint, or this receipt; where a bundle was read, its log records no change of key from one either. Check the key with the depositary, by another way.',
  },
  NOT_WITNESSED: {
    kind: 'UNDECIDED',
    fr: 'Le point de contrôle est bien signé, mais n’a pas les cosignatures que votre politique exige : l’exploitant pourrait en montrer un autre à d’autres.',
    en: 'The checkpoint is signed, but does not have the cosignatures that your policy asks for: the operator could show another one to others.',
  },
  NOT_FRESH: {
    kind: 'UNDECIDED',
    fr: 'Les cosignatures que votre politique exige sont plus anciennes que ce que vous admettez (--fresh) : on vous montre peut-être un ancien état du journal. Demandez un nouveau paquet; si rien ne change, demandez aux témoins ce qu’ils ont cosigné depuis.',
    en: 'The cosignatures that your policy asks for are older than you allow (--fresh): you may be shown an old state of the log. Ask for a new bundle; if nothing changes, ask the witnesses what they have cosigned since.',
  },
  TIME_STAMP_UNTRUSTED: {
    kind: 'UNDECIDED',
    fr: 'L’horodatage ne mène à aucune autorité que vous avez nommée (--tsa), ou son certificat n’était pas valide à cette heure. Demandez à l’exploitant de quelle autorité il vient, et son certificat à celle-ci.',
    en: 'The time stamp leads to no authority that you named (--tsa), or its certificate was not valid at that time. Ask the operator which authority gave it, and that authority for its certificate.',
  },
  NOT_TIME_STAMPED: {
    kind: 'UNDECIDED',
    fr: 'Vous avez nommé une autorité d’horodatage (--tsa), et le paquet n’a aucun horodatage. L’exploitant en demande par ENTENTE_TIMESTAMP_URL.',
    en: 'You named a time-stamping authority (--tsa), and the bundle has no time stamp. The operator asks for them with ENTENTE_TIMESTAMP_URL.',
  },
  NOT_PINNED: {
    kind: 'UNDECIDED',
    fr: 'Aucun des points que vous aviez notés n’est de ce journal : rien ne dit qu’il continue celui que vous connaissiez. Vérifiez son nom et votre fichier de points; la première fois, vérifiez sans --pins.',
    en: 'None of the checkpoints that you had pinned is of this log: nothing says that it continues the one that you knew. Check its name and your file of pins; the first time, verify without --pins.',
  },
  KEY_LOST: {
    kind: 'UNDECIDED',
    fr: 'La clé de ce qui est scellé à cet index manque, et personne ne l’a effacée : le registre ne peut plus montrer ce qu’il a consigné. Demandez à l’exploitant de remettre une copie de la chambre des clés.',
    en: 'The key of what is sealed at this index is gone, and nobody erased it: the ledger cannot show any more what it recorded. Ask the operator to put a copy of the vault back.',
  },
  ERASURE_NOT_RECORDED: {
    kind: 'UNDECIDED',
    fr: 'Une clé est dite effacée, et le journal ne consigne aucun effacement qui l’explique (PersonDataErased). Demandez à l’exploitant qui l’a détruite, et pour qui.',
    en: 'A key is said to be erased, and the log records no erasure that explains it (PersonDataErased). Ask the operator who destroyed it, and for whom.',
  },
  ERASURE_UNDONE: {
    kind: 'UNDECIDED',
    fr: 'Le journal consigne à cet index l’effacement d’une personne, et sa clé n’est pas parmi celles qui ont été détruites : une ancienne copie de la chambre des clés a peut-être été remise. Prévenez l’exploitant.',
    en: 'The log records at this index that a person was erased, and that key is not among those that were destroyed: an older copy of the vault may have been put back. Tell the operator.',
  },
  RECEIPT_NOT_DUE: {
    kind: 'UNDECIDED',
    fr: 'L’événement de l’accusé n’est pas dans ce paquet, et rien ne montre que le paquet soit postérieur au délai promis. Demandez un paquet après ce délai, et dites par --at quand vous l’avez reçu.',
    en: 'The event of the receipt is not in this bundle, and nothing shows that the bundle was made after the time that was promised. Ask for one after that time, and say with --at when you received it.',
  },
  FILE_MISSING: {
    kind: 'UNDECIDED',
    fr: 'Un fichier nécessaire manque dans le paquet, ou n’y est pas un simple fichier : un lien qui mène hors du paquet, ou plus d’octets qu’un tel fichier ne peut en avoir. Demandez un paquet complet.',
    en: 'A file that is needed is missing from the bundle, or is not a plain file in it: a link that leads out of the bundle, or more bytes than such a file can have. Ask for a whole bundle.',
  },
  UNREADABLE: {
    kind: 'UNDECIDED',
    fr: 'Un fichier du paquet n’a pas la forme attendue.',
    en: 'A file of the bundle does not have the expected form.',
  },
} as const satisfies Readonly<Record<string, Explained>>;

/** The code of a finding. */
export type FindingCode = keyof typeof FINDINGS;

/** Something that was found. */
export interface Finding {
  readonly code: FindingCode;
  /** The index of the leaf; null where it is not about one. */
  readonly index: number | null;
  /** The file, the stream or the size that it is about, and what was seen. */
  readonly detail: string;
}

/** The exit codes. */
export const EXIT = { sound: 0, tampering: 1, undecided: 2, usage: 3 } as const;

/** What findings come to: tampering outweighs what is undecided. */
export function exitCodeOf(findings: readonly Finding[]): number {
  const kinds = findings.map(({ code }) => FINDINGS[code].kind);
  if (kinds.includes('TAMPERING')) return EXIT.tampering;
  return kinds.includes('UNDECIDED') ? EXIT.undecided : EXIT.sound;
}

/** A finding without a place. */
export function finding(code: FindingCode, detail: string, index: number | null = null): Finding {
  return { code, index, detail };
}

/** True for the code of a finding. */
export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(FINDINGS, text);
}
