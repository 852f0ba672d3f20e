import { useMemo, useRef, type KeyboardEvent } from 'react';
import { useWords } from '../words/index.js';
import { neighboursOf, stepOf, type Tie, type Walk } from './graph.js';
import { layOut, placeIn, type Layout } from './layout.js';
import type { Node } from './network-question.js';

const WIDTH = 1000;
const HEIGHT = 620;
const MARGIN = 130;
const LONGEST_NAME = 22;

/**
 * The network, drawn. Every organisation can be reached by keyboard: the arrows walk from one to those that it is tied to,
 * Enter puts it in the middle.
 */
export function NetworkPicture({
  nodes,
  ties,
  centre,
  of,
  chosen,
  choose,
  centreOn,
}: {
  readonly nodes: readonly Node[];
  readonly ties: readonly Tie[];
  readonly centre: string | undefined;
  /** Which part of the network it is: while it is the same one, organisations keep their places. */
  readonly of: string;
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  readonly centreOn: (id: string) => void;
}) {
  const { t } = useWords('network');
  const picture = useRef<SVGSVGElement>(null);
  const walked = useRef<Walk>({ at: '', from: [] });
  // Of another part of the network nothing stays.
  const before = useRef<{ readonly of: string; readonly layout: Layout } | null>(null);
  const layout = useMemo(() => {
    const made = layOut(nodes, ties, before.current?.of === of ? before.current.layout : null);
    before.current = { of, layout: made };
    return made;
  }, [nodes, ties, of]);
  const neighbours = useMemo(() => neighboursOf(ties), [ties]);
  const at = (id: string) => {
    const { x, y } = placeIn(layout, id);
    return { x: MARGIN + x * (WIDTH - 2 * MARGIN), y: 40 + y * (HEIGHT - 110) };
  };
  const focus = (id: string) => {
    choose(id);
    picture.current?.querySelector<SVGGElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const here = chosen ?? centre ?? nodes[0]?.id;
  const walk = (event: KeyboardEvent, id: string) => {
    if (event.key === 'Enter' || event.key === ' ') centreOn(id);
    else {
      // A walk goes on only from where it stands: one that begins anew has come from nowhere.
      const before = walked.current.at === id ? walked.current : { at: id, from: [] };
      const step = stepOf(
        before,
        event.key,
        neighbours,
        nodes.map((node) => node.id),
      );
      if (step === null) return;
      walked.current = step;
      focus(step.at);
    }
    event.preventDefault();
  };
  const most = Math.max(1, ...nodes.map(({ agreements }) => agreements));
  return (
    <svg
      ref={picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="network"
      role="group"
      aria-label={t('picture')}
    >
      <g aria-hidden="true">
        {ties.map(({ a, b, agreements, possible }) => {
          const [from, to] = [at(a), at(b)];
          return (
            <line
              key={`${a} ${b}`}
              x1={from.x}
              y1={from.y}
              x2={to.x}
              y2={to.y}
              strokeWidth={Math.min(1 + (agreements.length - 1) * 1.5, 8)}
              className={`tie${possible ? ' possible' : ''}${a === here || b === here ? ' of-chosen' : ''}`}
            />
          );
        })}
      </g>
      {nodes.map(({ id, name, agreements }) => {
        const { x, y } = at(id);
        return (
          <g
            key={id}
            data-id={id}
            tabIndex={id === here ? 0 : -1}
            role="button"
            aria-pressed={id === centre}
            aria-label={`${name}, ${t('agreements', { count: agreements })}`}
            className={`organization${id === centre ? ' centre' : ''}${id === here ? ' chosen' : ''}`}
            onFocus={() => choose(id)}
            onClick={() => focus(id)}
            onDoubleClick={() => centreOn(id)}
            onKeyDown={(event) => walk(event, id)}
          >
            <circle cx={x} cy={y} r={8 + 14 * Math.sqrt(agreements / most)} />
          </g>
        );
      })}
      <g aria-hidden="true" className="names">
        {nodes.map(({ id, name }) => {
          const { x, y } = at(id);
          return (
            <text key={id} x={x} y={y + 38} textAnchor="middle">
              {name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name}
            </text>
          );
        })}
      </g>
    </svg>
  );
}
