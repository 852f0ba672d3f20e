import type { AsOf } from '@entente/read-model';

/** The two dates of an answer, carried to everything below the field that took them. */
export interface AnswerAsOf extends AsOf {
  /** The knowledge time that was asked for and that the answer is for; null where it is that of the position. */
  readonly knownAt: string | null;
  /** The instant that was asked for and stood for the head, young or to come as it was; null where none was. */
  readonly asHead: string | null;
  /** The ledger that answers: a cursor of another one is none of its lists. */
  readonly ledgerId: string;
  /**
   * Whether the position is the head that the request found, of its own or for an instant that is young or to come: a list
   * below, asked again to go on, meets a later one.
   */
  readonly head: boolean;
  /** What node ids say of these dates, as `nameDates` writes it: nothing for the present. */
  readonly named: string;
}

/** Something known by its key: its fields load what they need. */
export interface Entity {
  readonly key: string;
  readonly asOf: AnswerAsOf;
}
