import { useReadsLog } from '../session/viewer.js';

/** The subjects that have a page for everybody. */
const PAGES = {
  agreement: '/agreements/$id',
  organization: '/organizations/$id',
  committee: '/committees/$id',
  resolution: '/resolutions/$id',
  project: '/projects/$id',
  programme: '/programmes/$id',
  funding: '/fundings/$id',
} as const;

/** Those that have a page for whoever reads the log; a dashboard gets the name alone. */
const ALL_PAGES = {
  ...PAGES,
  person: '/people/$id',
  meeting: '/meetings/$id',
  mission: '/missions/$id',
  source: '/sources/$id',
} as const;

/** The route of a subject’s page, by its kind of stream. */
export type SubjectRoute = (typeof ALL_PAGES)[keyof typeof ALL_PAGES];

/** Where the page of a kind of subject is, for whoever uses the console; undefined where there is none for them. */
export function useSubjectRoute(): (kind: string) => SubjectRoute | undefined {
  const pages: { readonly [kind: string]: SubjectRoute } = useReadsLog() ? ALL_PAGES : PAGES;
  return (kind) => pages[kind];
}
