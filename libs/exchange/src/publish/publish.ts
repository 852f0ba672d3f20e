import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writePosition } from '@entente/ledger';
import { MARKER, REGISTER_FORM, replaceFolder } from './folder.js';
import {
  LISTED,
  agreementPage,
  agreementsPage,
  frontPage,
  listFile,
  organizationPage,
  organizationsPage,
} from './pages.js';
import {
  publicPages,
  readRegister,
  type PublicRegister,
  type Register,
  type RegisterSources,
} from './register.js';
import { STYLE } from './style.js';
import { LANGUAGES } from './words.js';

/** What is published, and for which dates. */
export interface Publishing extends RegisterSources {
  readonly ledgerId: string;
  readonly name: string | null;
  readonly knownAt: Date | null;
  readonly onProgress?: (done: number, of: number) => void;
}

/** What was published, or would be. */
export interface Published {
  readonly agreements: number;
  readonly organizations: number;
  /** Agreements that are known and not published. */
  readonly withheld: number;
  readonly files: number;
}

/** What would be published; nothing is written. */
export async function rehearsePublishing(publishing: Publishing): Promise<Published> {
  return counted(await readRegister(publishing));
}

/**
 * Writes the public part of a register as a static site, in French and English: a page and JSON for each agreement and
 * organisation. The same register at the same dates gives the same bytes. The folder is there whole, or as it was before.
 * @throws {FolderOfOthersError} where the folder holds something else
 */
export async function publishRegister(folder: string, publishing: Publishing): Promise<Published> {
  return replaceFolder(folder, async (into) => {
    const register = await readRegister(publishing);
    await writeSite(into, publishing, register);
    return counted(register);
  });
}

function counted({ agreements, organizations, withheld }: PublicRegister): Published {
  const items = agreements.size + organizations.length;
  const lists = Math.max(1, pagesOf(agreements.size)) + Math.max(1, pagesOf(organizations.length));
  const files = 3 + items * (1 + LANGUAGES.length) + lists * LANGUAGES.length;
  return { agreements: agreements.size, organizations: organizations.length, withheld, files };
}

function pagesOf(rows: number): number {
  return Math.ceil(rows / LISTED);
}

async function writeSite(into: string, publishing: Publishing, whole: PublicRegister): Promise<void> {
  const { ledgerId, name, asOf, knownAt, onProgress } = publishing;
  const { agreements, organizations, pageOf } = whole;
  const register: Register = {
    name,
    asOf: {
      validOn: asOf.validOn,
      knownAt: (knownAt ?? new Date(0)).toISOString(),
      position: writePosition(ledgerId, asOf.position),
    },
  };
  const files = new Map<string, string>();
  const write = (path: string, text: string): void => void files.set(path, text);
  /** Writes what was gathered: a page of agreements at a time stays in memory. */
  const flush = async (): Promise<void> => {
    await Promise.all([...files].map(([path, text]) => writeWhole(join(into, path), text)));
    files.clear();
  };
  const total = agreements.size + organizations.length;
  let done = 0;
  for await (const page of publicPages(publishing)) {
    for (const agreement of page.agreements) {
      const { agreementId } = agreement;
      const successor = agreements.get(agreement.supersededBy ?? '') ?? null;
      const published = { ...agreement, supersededBy: successor?.agreementId ?? null };
      write(`agreements/${agreementId}.json`, asJson({ ...register, agreement: published }));
      for (const language of LANGUAGES)
        write(
          `agreements/${agreementId}.${language}.html`,
          agreementPage(register, language, published, { pageOf, successor }),
        );
    }
    await flush();
    done += page.agreements.length;
    onProgress?.(done, total);
  }
  for (const chunk of chunks(organizations)) {
    for (const organization of chunk) {
      const { organizationId } = organization;
      write(`organizations/${organizationId}.json`, asJson({ ...register, organization }));
      for (const language of LANGUAGES)
        write(
          `organizations/${organizationId}.${language}.html`,
          organizationPage(register, language, organization),
        );
    }
    await flush();
    done += chunk.length;
    onProgress?.(done, total);
  }
  for (const language of LANGUAGES) {
    const lists = [chunks([...agreements.values()]), chunks(organizations)] as const;
    for (const [at, rows] of lists[0].entries())
      write(
        listFile('agreements', at, language),
        agreementsPage(register, language, { rows, at, pages: lists[0].length }),
      );
    for (const [at, rows] of lists[1].entries())
      write(
        listFile('organizations', at, language),
        organizationsPage(register, language, { rows, at, pages: lists[1].length }),
      );
  }
  write('index.html', frontPage(register, agreements.size, organizations.length));
  write('style.css', STYLE);
  write(
    MARKER,
    asJson({ form: REGISTER_FORM, ledger: ledgerId, ...register, agreements: [...agreements.values()] }),
  );
  await flush();
}

/** Pages of a list; one, without a row, of a list that has none. */
function chunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.max(1, pagesOf(rows.length)) }, (_, index) =>
    rows.slice(index * LISTED, (index + 1) * LISTED),
  );
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
