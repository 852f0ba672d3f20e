import { waysOut, type Fault, type ImportPlan, type Question, type Recorded } from '@entente/exchange';

/** As many faults or warnings are shown of each kind; `--json` has the first 1,000. */
const MOST_SHOWN = 50;

/** What a person reads after an import or its dry run. */
export function reportOf(plan: ImportPlan, recorded: Recorded | null): string {
  const { counts, faults, warnings, changes, questions, unplaced, unlisted } = plan;
  const { organizations } = counts;
  return [
    `${plan.file}: ${counts.rows} rows, SHA-256 ${plan.sha256}`,
    `  rows: ${counts.toRecord} to record, ${counts.known} known, ${counts.changed} changed, ${counts.refused} refused, ${counts.skipped} left out, ${counts.gone} gone`,
    `  organisations: ${organizations.toRecord} to record, ${organizations.known} known, ${organizations.undecided} to decide`,
    `  events: ${counts.events}`,
    ...(unplaced.length > 0 ? [`  columns without a place: ${unplaced.join(', ')}`] : []),
    ...section('why rows cannot be recorded', faults, unlisted.faults, (one) => choicesFor(plan, one)),
    ...changeLines(changes, unlisted.changes),
    ...section('left out', plan.skipped, unlisted.skipped),
    ...section('warnings', warnings, unlisted.warnings),
    ...questions.flatMap(questionLines),
    ...(unlisted.questions > 0 ? [`  … ${unlisted.questions} more questions, asked after these`] : []),
    ...recordedLines(plan, recorded),
  ].join('\n');
}

function recordedLines({ faults, questions }: ImportPlan, recorded: Recorded | null): readonly string[] {
  if (recorded)
    return [
      `recorded: ${recorded.rows} rows, ${recorded.events} events; ${recorded.repeated} commands were there before`,
      ...section('refused meanwhile', recorded.faults, 0),
    ];
  return [
    faults.length > 0 || questions.length > 0
      ? 'Nothing was recorded. / Rien n’a été consigné.'
      : 'Dry run: nothing was recorded. / Répétition : rien n’a été consigné.',
  ];
}

/** What a person can decide about a row that cannot be recorded. */
function choicesFor(plan: ImportPlan, one: Fault): readonly string[] {
  const { read, override, skip } = waysOut(plan, one);
  return [
    ...(read === null ? [] : [`${read}=<what it is read as>`]),
    ...(override === null ? [] : [`${override}=<why the rule does not hold here>`]),
    ...(skip === null ? [] : [`${skip}=<why the row is left out>`]),
  ].map((choice) => `      --choose ${JSON.stringify(choice)}`);
}

function section(
  title: string,
  faults: readonly Fault[],
  unlisted: number,
  more: (one: Fault) => readonly string[] = () => [],
): readonly string[] {
  if (faults.length === 0) return [];
  const count = faults.length + unlisted;
  const left = count - MOST_SHOWN;
  return [
    `  ${title}: ${count}`,
    ...faults.slice(0, MOST_SHOWN).flatMap((one) => [...faultLines(one), ...more(one)]),
    ...(left > 0 ? [`    … ${left} more (--json lists the first 1,000)`] : []),
  ];
}

function changeLines(changes: ImportPlan['changes'], unlisted: number): readonly string[] {
  if (changes.length === 0) return [];
  const count = changes.length + unlisted;
  const left = count - MOST_SHOWN;
  return [
    `  cells that have changed: ${count}`,
    ...changes
      .slice(0, MOST_SHOWN)
      .map(({ line, column, before, now }) => `    line ${line}, ${column}: “${before}” → “${now}”`),
    ...(left > 0 ? [`    … ${left} more (--json lists the first 1,000)`] : []),
  ];
}

function faultLines({ code, ledgerCode, line, column, value, message }: Fault): readonly string[] {
  const place = [line === null ? null : `line ${line}`, column, value === null ? null : `“${value}”`];
  return [
    `    ${place.filter((part) => part !== null).join(', ')}: ${ledgerCode ?? code}`,
    `      fr: ${message.fr}`,
    `      en: ${message.en}`,
  ];
}

function questionLines({ id, kind, says, answers }: Question): readonly string[] {
  return [
    `  ? ${id}`,
    `      fr: ${says.fr}`,
    `      en: ${says.en}`,
    ...(kind === 'publication'
      ? []
      : (answers ?? ['…']).map((one) => `      --choose ${JSON.stringify(`${id}=${one}`)}`)),
  ];
}
