/** The table of Entente beside its peers. */

/** Who is measured. */
export type Name = 'Entente' | 'lean' | 'orm' | 'emmett';

/** What was measured of one work by one of them. */
export interface Measured {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of an answer in the server's process, and in all of PostgreSQL's, in milliseconds. */
  readonly cpuMs: number;
  readonly postgresMs: number;
}

/** The same with its names. */
export interface Figures extends Measured {
  readonly work: Work;
  readonly name: Name;
}

type Work = 'sign1' | 'sign32' | 'status' | 'history' | 'list' | 'listPast';

interface Aim {
  readonly text: string;
  /** What is measured of the two. */
  readonly of: (entente: Measured, peer: Measured) => number;
}

const rateAim = (text: string): Aim => ({ text, of: (entente, peer) => entente.rate / peer.rate });

const WORKS: Record<
  Work,
  { readonly what: string; readonly beside: Work; readonly aims: Partial<Record<Name, Aim>> }
> = {
  sign1: { what: 'signatures, 1 client', beside: 'sign1', aims: {} },
  sign32: {
    what: 'signatures, 32 clients',
    beside: 'sign32',
    aims: { lean: rateAim('0.8'), emmett: rateAim('2') },
  },
  status: {
    what: 'status of one, 8 clients',
    beside: 'status',
    aims: {
      lean: { text: 'at most 3 times its CPU', of: (entente, peer) => entente.cpuMs / peer.cpuMs },
      orm: rateAim('1'),
    },
  },
  history: { what: 'history of one, 8 clients', beside: 'history', aims: { orm: rateAim('1') } },
  list: { what: 'list of 50 with parties, 4 clients', beside: 'list', aims: { orm: rateAim('1') } },
  listPast: {
    what: 'the same as of 2021, as known half-way (beside those of today)',
    beside: 'list',
    aims: { orm: rateAim('1') },
  },
};

const NAMES: Record<Name, string> = {
  Entente: 'Entente',
  lean: 'lean handler',
  orm: 'NestJS + Apollo + TypeORM',
  emmett: 'Emmett, inline projection',
};

/** The middle of several measurements, figure by figure. */
export function median(all: readonly Measured[]): Measured {
  const middle = (of: (one: Measured) => number): number =>
    all.map(of).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
  return {
    rate: middle((one) => one.rate),
    p50: middle((one) => one.p50),
    p99: middle((one) => one.p99),
    cpuMs: middle((one) => one.cpuMs),
    postgresMs: middle((one) => one.postgresMs),
  };
}

/** One row for each work and contender; beside each peer the ratio of Entente to it, and what is aimed at. */
export function compared(figures: readonly Figures[], agreements: number, ready: number): string {
  const rows = Object.entries(WORKS).flatMap(([work, { what, beside, aims }]) => {
    const entente = figures.find((one) => one.work === work && one.name === 'Entente');
    if (!entente) return [];
    const peers = figures.filter(
      ({ work: its, name }) => its === beside && name !== 'Entente' && (work === beside || aims[name]),
    );
    return [
      row(what, entente, ['', work === 'sign32' ? 'p99 under 100 ms' : '']),
      ...peers.map((peer) => row('', peer, ratio(entente, peer, aims[peer.name]))),
    ];
  });
  return [
    `${agreements.toLocaleString('en')} agreements, ${ready.toFixed(1)} processes ready to run on average.`,
    '',
    '| work | by | answers | p50 | p99 | CPU of the server | CPU of PostgreSQL | Entente to it | aim |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function row(what: string, { name, ...one }: Figures, [ratioText, aim]: readonly [string, string]): string {
  const ms = (n: number, digits: number): string => (Number.isNaN(n) ? '—' : `${n.toFixed(digits)} ms`);
  const rate = `${Math.round(one.rate).toLocaleString('en')}/s`;
  const times = [ms(one.p50, 1), ms(one.p99, 1), ms(one.cpuMs, 2), ms(one.postgresMs, 2)];
  return `| ${[what, NAMES[name], rate, ...times, ratioText, aim].join(' | ')} |`;
}

function ratio(entente: Figures, peer: Figures, aim: Aim | undefined): readonly [string, string] {
  const rate = (entente.rate / peer.rate).toFixed(2);
  if (!aim) return [rate, ''];
  const reached = aim.of(entente, peer).toFixed(2);
  return [reached === rate ? rate : `${rate}; ${reached} times its CPU`, aim.text];
}
