import { feedEvents, type FeedEntry } from './feed-events.js';

const PLACE = { ledgerId: 'l', console: 'https://entente.example', lang: 'fr' } as const;

const entry = (kind: FeedEntry['kind'], day: string, event: Partial<FeedEntry['event']> = {}): FeedEntry => ({
  day,
  kind,
  certainty: 'CERTAIN',
  earliest: day,
  latest: day,
  agreement: { agreementId: 'a', title: 'A' },
  committee: null,
  organization: null,
  event: { id: 'e1', recordedAt: '2025-01-01T00:00:00Z', directives: [], ...event },
});
const uids = (...entries: readonly FeedEntry[]) => feedEvents(entries, PLACE).map(({ uid }) => uid);

it('keeps the name of a last day that is put off, and dates it by the act that did so', () => {
  const before = feedEvents([entry('TERM_END', '2027-03-31')], PLACE);
  const extended = entry('TERM_END', '2028-03-31', { id: 'e2', recordedAt: '2026-01-01T00:00:00Z' });
  const after = feedEvents([extended], PLACE);
  expect(after[0]?.uid).toBe(before[0]?.uid);
  expect(after[0]?.uid).toBe('TERM_END/a@l');
  expect(after[0]?.stamp).toEqual(new Date('2026-01-01T00:00:00Z'));
});

it('dates an entry by its last correction', () => {
  const corrected = entry('TERM_END', '2027-03-31', { directives: [{ recordedAt: '2026-05-01T00:00:00Z' }] });
  expect(feedEvents([corrected], PLACE)[0]?.stamp).toEqual(new Date('2026-05-01T00:00:00Z'));
});

it('gives the name to the latest of several last days, and adds the fact to the names of the earlier ones', () => {
  const reinstated = entry('TERM_END', '2030-01-01', { id: 'e3' });
  expect(uids(entry('TERM_END', '2027-03-31'), reinstated)).toEqual(['TERM_END/a/e1@l', 'TERM_END/a@l']);
});

it('names reviews by their facts, so that one that is put off keeps its name', () => {
  const [one, other] = [entry('REVIEW_DUE', '2027-01-01'), entry('REVIEW_DUE', '2027-02-01', { id: 'e2' })];
  expect(uids(one, other)).toEqual(['REVIEW_DUE/a/e1@l', 'REVIEW_DUE/a/e2@l']);
  expect(uids(other, { ...one, day: '2027-06-01' })).toEqual(['REVIEW_DUE/a/e2@l', 'REVIEW_DUE/a/e1@l']);
});

it('names the periods of a term by their days, whichever of them the feed has', () => {
  const periods = ['2027', '2028', '2029'].flatMap((year) => [
    entry('NOTICE_DEADLINE', `${year}-01-01`),
    entry('TACIT_RENEWAL', `${year}-04-01`),
  ]);
  expect(uids(...periods.slice(2))).toEqual(uids(...periods).slice(2));
  expect(uids(...periods)[1]).toBe('TACIT_RENEWAL/a/2027-04-01@l');
});
