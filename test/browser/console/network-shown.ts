import type { Page } from 'playwright-core';
import { network as words } from '../../../apps/console/src/words/en/network.js';

/** What the query of the network answers. */
export interface NetworkAnswered {
  readonly network: {
    readonly edges: readonly {
      readonly organizationId: string;
      readonly agreementId: string;
      readonly certainty: string;
    }[];
    readonly organizations: readonly {
      readonly agreements: number;
      readonly partners: number;
      readonly organization: { readonly organizationId: string; readonly name: string };
    }[];
  };
}

interface Tied {
  readonly a: Organization;
  readonly b: Organization;
  readonly shared: number;
  readonly possible: boolean;
}

interface Organization {
  readonly id: string;
  readonly name: string;
  readonly agreements: number;
  readonly partners: number;
}

/** A part of a network: its organisations by their ids, and which of them share agreements. */
interface Part {
  readonly organizations: readonly Organization[];
  readonly ties: readonly Tied[];
}

const MOST_TIED = 20;

/** The part of a network that is shown where nothing is chosen: the organisations with most agreements. */
export function mostTiedOf({ organizations, edges }: NetworkAnswered['network']): Part {
  const most = organizations
    .map(({ organization: { organizationId: id, name }, agreements, partners }) => ({
      id,
      name,
      agreements,
      partners,
    }))
    .toSorted((one, other) => other.agreements - one.agreements || (one.id < other.id ? -1 : 1))
    .slice(0, MOST_TIED)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const isCertain = new Map(
    edges.map(({ organizationId, agreementId, certainty }) => [
      `${organizationId} ${agreementId}`,
      certainty === 'CERTAIN',
    ]),
  );
  const agreements = [...new Set(edges.map(({ agreementId }) => agreementId))];
  const ties = most.flatMap((a, at) =>
    most.slice(at + 1).flatMap((b) => {
      const both = agreements
        .map((id) => [isCertain.get(`${a.id} ${id}`), isCertain.get(`${b.id} ${id}`)])
        .filter((pair) => !pair.includes(undefined));
      const possible = both.every((pair) => pair.includes(false));
      return both.length === 0 ? [] : [{ a, b, shared: both.length, possible }];
    }),
  );
  return { organizations: most, ties };
}

/** The table of the network: each organisation with its numbers, and with whom it shares how many agreements. */
export async function networkTableIn(page: Page) {
  const rows = await page
    .locator('main table tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)));
  return byName(
    rows.map(([name = '', agreements, partners, tied = '']) => ({
      name,
      counts: [Number(agreements), Number(partners)],
      tied: tied.split(' · ').filter(Boolean).toSorted(),
    })),
  );
}

/** What is said of partners that are not shown. */
function beyond(count: number): readonly string[] {
  const said = count === 1 ? words.beyond_one : words.beyond_other;
  return count === 0 ? [] : [said.replace('{{count}}', String(count))];
}

/** What the table of a part is to say. */
export function networkTableOf({ organizations, ties }: Part) {
  return byName(
    organizations.map((one) => ({
      name: one.name,
      counts: [one.agreements, one.partners],
      tied: ties
        .filter(({ a, b }) => a === one || b === one)
        .map(({ a, b, shared, possible }) => {
          const perhaps = possible ? `, ${words.possible}` : '';
          return `${(a === one ? b : a).name} (${shared}${perhaps})`;
        })
        .concat(beyond(one.partners - ties.filter(({ a, b }) => a === one || b === one).length))
        .toSorted(),
    })),
  );
}

/** What is drawn of the network: a circle for each organisation, and lines from one circle to another; the larger of each count more. */
export async function networkDrawnIn(page: Page) {
  const circles = await page.locator('svg.network g.organization').evaluateAll((all) =>
    all.map((one) => {
      const circle = one.querySelector('circle');
      return {
        id: one.getAttribute('data-id') ?? '',
        said: one.getAttribute('aria-label') ?? '',
        at: [circle?.getAttribute('cx'), circle?.getAttribute('cy')].join(' '),
        size: Number(circle?.getAttribute('r')),
      };
    }),
  );
  const lines = await page.locator('svg.network line.tie').evaluateAll((all) =>
    all.map((one) => ({
      ends: [
        [one.getAttribute('x1'), one.getAttribute('y1')].join(' '),
        [one.getAttribute('x2'), one.getAttribute('y2')].join(' '),
      ],
      width: Number(one.getAttribute('stroke-width')),
      possible: one.classList.contains('possible'),
    })),
  );
  const idAt = new Map(circles.map(({ id, at }) => [at, id]));
  return {
    circles: ranked(circles.map(({ id, said, size }) => ({ key: id, said, size }))),
    lines: ranked(
      lines.map(({ ends, width, possible }) => ({
        key: ends.map((end) => idAt.get(end)).join(' – '),
        said: possible ? words.possible : '',
        size: width,
      })),
    ),
  };
}

/** What is to be drawn of a part. */
export function networkDrawnOf({ organizations, ties }: Part) {
  return {
    circles: ranked(
      organizations.map(({ id, name, agreements }) => ({
        key: id,
        said: `${name}, ${inWords(agreements)}`,
        size: agreements,
      })),
    ),
    lines: ranked(
      ties.map(({ a, b, shared, possible }) => ({
        key: `${a.id} – ${b.id}`,
        said: possible ? words.possible : '',
        size: shared,
      })),
    ),
  };
}

const inWords = (agreements: number): string =>
  words[agreements === 1 ? 'agreements_one' : 'agreements_other'].replace('{{count}}', String(agreements));

interface Sized {
  readonly key: string;
  readonly said: string;
  readonly size: number;
}

/** Things by their keys, with the rank of their size instead of it: what counts as much is as large. */
function ranked(things: readonly Sized[]): readonly Sized[] {
  const sizes = [...new Set(things.map(({ size }) => size))].toSorted((one, other) => one - other);
  return things
    .map((thing) => ({ ...thing, size: sizes.indexOf(thing.size) }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

function byName<T extends { readonly name: string }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
