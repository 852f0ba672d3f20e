import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Keeps a table in docs/performance.md, between the marks of its name, with the day and the machine. */
export function keepTable(name: string, table: string): void {
  const file = new URL('../../docs/performance.md', import.meta.url);
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const text = readFileSync(file, 'utf8');
  const begin = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  writeFileSync(
    file,
    `${text.slice(0, text.indexOf(begin) + begin.length)}\nMeasured ${new Date().toISOString().slice(0, 10)} on ${machine}.\n\n${table}\n${text.slice(text.indexOf(end))}`,
  );
}
