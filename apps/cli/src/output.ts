/** Writes a command's answer: whole lines on standard output. */
export function answer(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a command's answer as JSON; 64-bit numbers become text. */
export function answerJson(value: unknown): void {
  answer(JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 2));
}

/** Reports progress on standard error, so that standard output holds only the answer. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_title, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Says how far a long piece of work has come, about every tenth of it. */
export function progressOf(what: string): (done: number, of: number) => void {
  let said = 0;
  return (done, of) => {
    const tenth = Math.floor((done * 10) / of);
    if (tenth === said) return;
    said = tenth;
    say(`${what}: ${done} of ${of}`);
  };
}
