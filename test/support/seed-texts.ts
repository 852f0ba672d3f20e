/** The texts of two press releases: those of the shared seeds where they are there, else ones of the same shape, line by line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SEEDS = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));

/** Whether the texts are those that the demonstration cites. */
export const IS_SEED = existsSync(SEEDS);

const PARTIES = [
  'AmCham Québec',
  'Vermont Agency of Commerce and Community Development',
  'Université du Vermont',
  'Technum Québec – Zone d’innovation en électronique et semi-conducteurs',
  'Distriq – Zone d’innovation quantique',
  'C2MI',
  'ISEQ',
  'Université de Sherbrooke',
  'Conseil du patronat du Québec',
];

/** The announcement of a protocol: nine parties, one each second line from 5 to 21; line 23 says that it was signed. */
export function announcement(): string {
  return (
    seed(0) ??
    lines(
      'BROMONT, le 28 janvier 2025',
      '',
      'La coalition inclut :',
      '',
      ...PARTIES.flatMap((name) => [name, '']),
      'Le protocole a été signé entre ces parties.',
    )
  );
}

/** The report of a meeting: line 2 says when, 5 to 13 who had signed, 15 to 17 who is to join, 24 to 27 what was agreed on. */
export function reportOfMeeting(): string {
  return (
    seed(1) ??
    lines(
      '',
      'Sherbrooke, le 17 avril 2025 — La première rencontre des signataires s’est tenue hier.',
      '',
      'Elle a réuni :',
      ...PARTIES,
      'Trois partenaires veulent adhérer :',
      '– Venture Lab',
      '– CMC Microsystems',
      '– Department of Business and Economic Affairs – State of New Hampshire',
      ...Array.from({ length: 6 }, () => ''),
      'Relier',
      'Former',
      'Financer',
      'Accueillir',
    )
  );
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

function seed(index: number): string | null {
  const name = IS_SEED ? readdirSync(SEEDS).toSorted()[index] : undefined;
  return name === undefined ? null : readFileSync(join(SEEDS, name), 'utf8');
}
