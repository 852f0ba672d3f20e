/** What a dialog that is opened by a key is given. */
export interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What was typed while it was on its way. */
  readonly typed: string;
}
