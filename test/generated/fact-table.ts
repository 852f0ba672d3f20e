import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FACTS, type Fact, type Member } from '../../libs/domain/src/index.js';
import type { Artefact } from './artefact.js';

const BEGIN = '<!-- facts:begin -->';
const END = '<!-- facts:end -->';

/** `docs/domain.md` with the table of facts as the declarations have it. */
export async function domainDocument(root: string): Promise<Artefact> {
  const path = 'docs/domain.md';
  const text = await readFile(join(root, path), 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for the facts: ${BEGIN} … ${END}`);
  return { path, text: `${text.slice(0, from + BEGIN.length)}\n\n${factTable()}\n${text.slice(to)}` };
}

function factTable(): string {
  const rows = FACTS.map((fact) =>
    row([
      `\`${fact.type}\`${fact.version > 1 ? ` v${fact.version}` : ''}`,
      fact.stream,
      fact.recorder === 'SYSTEM' && fact.stream === 'ledger' ? '–' : `\`${fact.command}\``,
      fact.recorder.toLowerCase(),
      fact.called.fr,
      fact.says.en,
      membersOf(fact),
    ]),
  );
  return [
    row(['event', 'stream', 'command', 'recorded by', 'in French', 'what the command does', 'members']),
    row(['---', '---', '---', '---', '---', '---', '---']),
    ...rows,
    '',
  ].join('\n');
}

/** A member with `?` may be left out, one with `§` is sealed, one in brackets is reckoned by the ledger. */
function membersOf({ members }: Fact): string {
  return Object.entries(members)
    .map(([name, member]) => marked(name, member))
    .join(', ');
}

function marked(name: string, member: Member): string {
  const optional = member.inInput === 'OPTIONAL' ? '?' : '';
  const sealed = member.sealed ? '§' : '';
  return member.inInput === 'ABSENT' ? `(${name})` : `${name}${optional}${sealed}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
