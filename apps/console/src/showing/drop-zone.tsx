import { Button, type ButtonProps } from '@mantine/core';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';

/** Where a file is chosen, or dropped. */
export function DropZone({
  choose,
  accept,
  busy,
  onFile,
  ids,
  variant,
  children,
}: {
  /** The words of the button. */
  readonly choose: string;
  /** The endings that are taken, as a file input has them. */
  readonly accept: string;
  /** No file is chosen while one is on its way. */
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
  readonly ids?: { readonly input: string; readonly button: string };
  readonly children: ReactNode;
} & Pick<ButtonProps, 'variant'>) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        id={ids?.input}
        type="file"
        className="for-readers"
        tabIndex={-1}
        aria-label={choose}
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file can be chosen again after it was refused.
          event.currentTarget.value = '';
        }}
      />
      <Button variant={variant} disabled={busy} onClick={() => input.current?.click()} id={ids?.button}>
        {choose}
      </Button>{' '}
      {children}
    </div>
  );
}
