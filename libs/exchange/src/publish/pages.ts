import { textIn, type UncertainDate } from '@entente/domain';
import { dateIn, dayIn } from './days.js';
import { html, type Html } from './html.js';
import type { PublicAgreement } from './public-agreement.js';
import type { PublicOrganization, PublicSummary, Register } from './register.js';
import { LANGUAGES, WORDS, wordFor, type Language } from './words.js';

/** Entries on one page of a list. */
export const LISTED = 500;

/** The file of a page of a list. */
export function listFile(list: 'agreements' | 'organizations', page: number, language: Language): string {
  return `${list}${page === 0 ? '' : `-${page + 1}`}.${language}.html`;
}

interface Frame {
  readonly title: string;
  /** The way to the root from the folder of the page. */
  readonly up: '' | '../';
  /** The same page, in the other language. */
  readonly other: string;
  readonly data?: string;
}

/** A whole page. It needs no script, and forbids any. */
function page(of: Register, language: Language, { title, up, other, data }: Frame, body: Html): string {
  const words = WORDS[language];
  const name = of.name ?? words.register;
  const { validOn, knownAt, position } = of.asOf;
  const otherLanguage = language === 'fr' ? 'en' : 'fr';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
        />
        <meta name="referrer" content="no-referrer" />
        <title>${title === name ? name : `${title} – ${name}`}</title>
        <link rel="stylesheet" href="${up}style.css" />
        <link rel="alternate" hreflang="${otherLanguage}" href="${other}" />
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        <header>
          <a href="${up}index.html">${name}</a>
          <a href="${up}${listFile('agreements', 0, language)}">${words.agreements}</a>
          <a href="${up}${listFile('organizations', 0, language)}">${words.organizations}</a>
          <a href="${other}" lang="${otherLanguage}" hreflang="${otherLanguage}">${words.elsewhere}</a>
        </header>
        <main id="content">
          <h1>${title}</h1>
          ${body}
        </main>
        <footer>
          <span
            >${words.asOf(dayIn(validOn, language), `${knownAt.slice(0, 16).replace('T', ' ')} UTC`, position)}</span
          >
          ${data === undefined ? null : html`<a href="${data}">${words.data}</a>`}
        </footer>
      </body>
    </html> `.text;
}

/** The first page, in both languages. */
export function frontPage(of: Register, agreements: number, organizations: number): string {
  const body = LANGUAGES.map((language) => {
    const words = WORDS[language];
    return html`<section lang="${language}">
      <h2>${words.register}</h2>
      <p>${words.count(agreements, organizations)}</p>
      <ul>
        <li><a href="${listFile('agreements', 0, language)}">${words.agreements}</a></li>
        <li><a href="${listFile('organizations', 0, language)}">${words.organizations}</a></li>
      </ul>
    </section> `;
  });
  const frame = { title: of.name ?? WORDS.fr.register, up: '', data: 'register.json' } as const;
  return page(of, 'fr', { ...frame, other: listFile('agreements', 0, 'en') }, html`${body}`);
}

/** A page of the list of agreements. */
export function agreementsPage(
  of: Register,
  language: Language,
  { rows, at, pages }: Listed<PublicSummary>,
): string {
  const words = WORDS[language];
  const items = rows.map(
    (row) =>
      html`<tr>
        <th scope="row">${agreementLink(row, language, 'agreements/')}</th>
        <td>${statusIn(row, language)}</td>
        <td>${row.parties}</td>
        <td>${row.endsOn ? dateIn(row.endsOn, language) : ''}</td>
      </tr> `,
  );
  const body = html`${
    rows.length === 0
      ? html`<p>${words.none}</p>`
      : tableOf([words.agreement, words.status, words.parties, words.ends], items)
  }${pageLinks('agreements', at, pages, language)}`;
  const other = listFile('agreements', at, language === 'fr' ? 'en' : 'fr');
  return page(of, language, { title: words.agreements, up: '', other, data: 'register.json' }, body);
}

/** A page of the list of organisations. */
export function organizationsPage(
  of: Register,
  language: Language,
  { rows, at, pages }: Listed<PublicOrganization>,
): string {
  const words = WORDS[language];
  const items = rows.map(
    (row) =>
      html`<li>
        ${organizationLink(row, language, 'organizations/')}
        <span class="quiet">(${row.agreements.length})</span>
      </li> `,
  );
  const body = html`${
    rows.length === 0
      ? html`<p>${words.none}</p>`
      : html`<ul>
          ${items}
        </ul>`
  }${pageLinks('organizations', at, pages, language)}`;
  const other = listFile('organizations', at, language === 'fr' ? 'en' : 'fr');
  return page(of, language, { title: words.organizations, up: '', other, data: 'register.json' }, body);
}

/** A page of a list: its rows, its number from 0, and how many pages there are. */
interface Listed<Row> {
  readonly rows: readonly Row[];
  readonly at: number;
  readonly pages: number;
}

/** The page of an agreement. */
export function agreementPage(
  of: Register,
  language: Language,
  agreement: PublicAgreement,
  { pageOf, successor }: AgreementLinks,
): string {
  const words = WORDS[language];
  const { agreementId, kind, titles, sectors, identifiers, status, term, participants } = agreement;
  const entries: readonly (readonly [string, Html | string | null])[] = [
    [
      words.status,
      html`${statusIn({ status }, language)}${status.certainty === 'POSSIBLE' ? html` <span class="quiet">${words.possibleNote}</span>` : null}`,
    ],
    [words.since, dated(status.since, language)],
    [words.begins, dated(term?.startsOn ?? null, language)],
    [words.ends, term?.openEnded === true ? words.noEnd : dated(term?.endsOn ?? null, language)],
    [words.kind, wordFor(words.kinds, kind)],
    [words.sectors, sectors.length > 0 ? sectors.map(({ text }) => text).join(', ') : null],
    [
      words.identifiers,
      identifiers.length > 0 ? identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', ') : null,
    ],
    [words.supersededBy, successor && agreementLink(successor, language, '')],
  ];
  const rows = participants.map(
    (party) =>
      html`<tr>
        <th scope="row">
          ${organizationLink({ organizationId: pageOf(party.organizationId), names: party.names }, language, '../organizations/')}
        </th>
        <td>
          ${wordFor(words.roles, party.role)}${party.certainty === 'POSSIBLE' ? ` (${words.possible})` : ''}
        </td>
        <td>${dated(party.since, language)}</td>
        <td>${dated(party.until, language)}</td>
      </tr> `,
  );
  const body = html`<dl>
      ${entries.map(([name, value]) =>
        value === null
          ? null
          : html`<dt>${name}</dt>
              <dd>${value}</dd> `,
      )}
    </dl>
    <h2>${words.parties}</h2>
    ${tableOf([words.party, words.role, words.since, words.until], rows)}`;
  const title = textIn(titles, language) ?? agreementId;
  const other = `${agreementId}.${language === 'fr' ? 'en' : 'fr'}.html`;
  return page(of, language, { title, up: '../', other, data: `${agreementId}.json` }, body);
}

/** What a page of an agreement links to: the page of each organisation, and the agreement that took its place. */
export interface AgreementLinks {
  readonly pageOf: (organizationId: string) => string;
  readonly successor: PublicSummary | null;
}

/** The page of an organisation: what it is, or was, a party to. */
export function organizationPage(of: Register, language: Language, organization: PublicOrganization): string {
  const words = WORDS[language];
  const { organizationId, names, agreements } = organization;
  const rows = agreements.map(
    ({ agreement, role, since }) =>
      html`<tr>
        <th scope="row">${agreementLink(agreement, language, '../agreements/')}</th>
        <td>${statusIn(agreement, language)}</td>
        <td>${wordFor(words.roles, role)}</td>
        <td>${dated(since, language)}</td>
      </tr> `,
  );
  const body = tableOf([words.agreement, words.status, words.role, words.since], rows);
  const title = textIn(names, language) ?? organizationId;
  const other = `${organizationId}.${language === 'fr' ? 'en' : 'fr'}.html`;
  return page(of, language, { title, up: '../', other, data: `${organizationId}.json` }, body);
}

/** A table that scrolls by itself on a narrow screen. */
function tableOf(heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function agreementLink(
  { agreementId, titles }: Pick<PublicSummary, 'agreementId' | 'titles'>,
  language: Language,
  folder: string,
): Html {
  return html`<a href="${folder}${agreementId}.${language}.html"
    >${textIn(titles, language) ?? agreementId}</a
  >`;
}

function organizationLink(
  { organizationId, names }: Pick<PublicOrganization, 'organizationId' | 'names'>,
  language: Language,
  folder: string,
): Html {
  return html`<a href="${folder}${organizationId}.${language}.html"
    >${textIn(names, language) ?? organizationId}</a
  >`;
}

function statusIn({ status }: Pick<PublicSummary, 'status'>, language: Language): string {
  const words = WORDS[language];
  const possibly = status.certainty === 'POSSIBLE' ? ` (${words.possible})` : '';
  return wordFor(words.statuses, status.status) + possibly;
}

function dated(date: UncertainDate | null, language: Language): Html | null {
  return date && html`<time title="${date.edtf}">${dateIn(date, language)}</time>`;
}

function pageLinks(
  list: 'agreements' | 'organizations',
  at: number,
  pages: number,
  language: Language,
): Html | null {
  if (pages < 2) return null;
  const items = Array.from({ length: pages }, (_, index) =>
    index === at
      ? html`<li aria-current="page">${index + 1}</li>`
      : html`<li><a href="${listFile(list, index, language)}">${index + 1}</a></li>`,
  );
  return html` <nav aria-label="${WORDS[language].pages}">
    <ul>
      ${items}
    </ul>
  </nav>`;
}
