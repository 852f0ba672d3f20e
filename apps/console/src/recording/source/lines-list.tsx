import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { useWords } from '../../words/index.js';
import { useForm } from '../fields/form.js';
import { holds, toggled, type LineRange } from './canonical.js';
import type { NameFound } from './names-in-text.js';

interface Props {
  readonly lines: readonly string[];
  readonly chosen: readonly LineRange[];
  readonly names: readonly NameFound[];
  /** What is chosen comes from the fact before: another choice takes its place. */
  readonly carried: boolean;
  readonly onChoose: (ranges: readonly LineRange[]) => void;
  /** A known name in the text was clicked. */
  readonly onName: (name: NameFound) => void;
  /** Lines were quoted by Enter: the form goes on. */
  readonly onQuoted: () => void;
}

/** The element of the list, by which it gets the focus. */
export const LINES = 'source-lines';

/**
 * The numbered lines of a source. Lines are quoted by a click, by drawing over several, or by keyboard: arrows move (with or without Alt), Shift extends,
 * figures go to a line, Enter or Space quotes what is marked.
 */
export function LinesList({ lines, chosen, names, carried, onChoose, onName, onQuoted }: Props) {
  const { t } = useWords('recording');
  const { sending } = useForm();
  const [active, setActive] = useState(chosen[0]?.from ?? 1);
  const [anchor, setAnchor] = useState<number | null>(null);
  const typed = useRef('');
  const list = useRef<HTMLDivElement>(null);
  const byLine = useMemo(() => Map.groupBy(names, ({ line }) => line), [names]);
  const marked: LineRange = {
    from: Math.min(active, anchor ?? active),
    to: Math.max(active, anchor ?? active),
  };
  const kept = carried ? [] : chosen;
  const go = (line: number, extend: boolean) => {
    const to = Math.min(Math.max(line, 1), lines.length);
    setAnchor(extend ? (anchor ?? active) : null);
    setActive(to);
  };
  // From where the mouse was pressed; null while it is not.
  const pressedAt = useRef<number | null>(null);
  useEffect(() => {
    list.current?.querySelector(`#line-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || sending) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const step = steps[event.key];
    if (step !== undefined) go(active + step, event.shiftKey);
    else if (event.key === 'Home' || event.key === 'End')
      go(event.key === 'Home' ? 1 : lines.length, event.shiftKey);
    else if (event.key === 'Enter' || event.key === ' ') {
      onChoose(toggled(kept, marked));
      setAnchor(null);
      typed.current = '';
      if (event.key === 'Enter') onQuoted();
    } else if (/^\d$/u.test(event.key)) {
      const number = Number(`${typed.current}${event.key}`);
      typed.current = number <= lines.length ? String(number) : event.key;
      go(Number(typed.current), false);
    } else return;
    if (!/^\d$/u.test(event.key)) typed.current = '';
    event.preventDefault();
  };
  const press = (event: MouseEvent, line: number) => {
    if (sending || event.button !== 0) return;
    pressedAt.current = event.shiftKey ? active : line;
    // Lines are marked while it is drawn over them, not letters.
    event.preventDefault();
    list.current?.focus({ preventScroll: true });
    setAnchor(pressedAt.current);
    setActive(line);
  };
  const draw = (line: number) => {
    if (pressedAt.current !== null) setActive(line);
  };
  const letGo = (line: number) => {
    const from = pressedAt.current;
    if (from === null) return;
    pressedAt.current = null;
    setAnchor(null);
    onChoose(toggled(kept, { from: Math.min(from, line), to: Math.max(from, line) }));
  };
  return (
    <div
      ref={list}
      id={LINES}
      className="source-lines"
      role="listbox"
      aria-disabled={sending}
      aria-multiselectable="true"
      aria-label={t('source.lines')}
      aria-describedby="source-lines-help"
      aria-activedescendant={`line-${active}`}
      tabIndex={0}
      onKeyDown={onKey}
      onMouseLeave={() => {
        pressedAt.current = null;
      }}
    >
      {lines.map((text, index) => {
        const line = index + 1;
        const within = marked.from <= line && line <= marked.to;
        return (
          <div
            key={line}
            id={`line-${line}`}
            role="option"
            aria-selected={holds(chosen, line)}
            className={within ? 'source-line marked' : 'source-line'}
            onMouseDown={(event) => press(event, line)}
            onMouseEnter={() => draw(line)}
            onMouseUp={() => letGo(line)}
            // A click without a mouse: of a screen reader.
            onClick={({ detail }) => detail === 0 && onChoose(toggled(kept, { from: line, to: line }))}
          >
            <span className="line-number">{line}</span>
            <span className="line-text">{withNames(text, byLine.get(line) ?? [], onName)}</span>
          </div>
        );
      })}
    </div>
  );
}

/** A line with its known names underlined; they are offered by buttons beside the field too, for who uses no mouse. */
function withNames(text: string, names: readonly NameFound[], onName: Props['onName']): ReactNode {
  if (names.length === 0) return text === '' ? ' ' : text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const found of names) {
    parts.push(text.slice(at, found.start));
    parts.push(
      <span
        key={found.start}
        className="known-name"
        title={found.name}
        onMouseDown={(event) => event.stopPropagation()}
        onClick={() => onName(found)}
      >
        {found.written}
      </span>,
    );
    at = found.end;
  }
  return [...parts, text.slice(at)];
}
