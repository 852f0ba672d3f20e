import type { Caller } from '@entente/access';
import { addDays, addDuration, CALENDAR_KINDS, dayInZone, type Day } from '@entente/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiParts } from '../../api-parts.js';
import { invalid } from '../../graphql/errors/refused-error.js';
import { LIMITS } from '../../graphql/limits/limits.js';
import type { ApiContext } from '../../graphql/loading/context.js';
import { AccessDeniedError } from '../../guard.js';
import { feedEvents, type CalendarKindName, type FeedEntry } from './feed-events.js';
import { pagesOf } from '../internal.js';
import { icsOf } from './ics.js';

/** Where calendars ask. */
export const CALENDAR_URL = '/calendar.ics';
/** Where the key of a calendar is made and revoked. */
export const CALENDAR_KEY_URL = '/calendar/key';

const KINDS = Object.keys(CALENDAR_KINDS.fr) as CalendarKindName[];
/** A feed begins as many days ago. */
const DAYS_BEFORE = 365;
const YEARS = 10;
/** The most entries of a feed: with more it ends sooner, and says on which day. */
const MOST_ENTRIES = 5_000;

const PAGE = `query ($from: Date!, $to: Date!, $kinds: [CalendarKind!], $agreementId: ID, $partyId: ID, $lang: LanguageTag, $after: String) {
  calendar(from: $from, to: $to, kinds: $kinds, agreementId: $agreementId, partyId: $partyId, first: 200, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      day kind certainty earliest latest
      agreement { agreementId title(lang: $lang) }
      committee { committeeId title }
      organization { organizationId name(lang: $lang) }
      event { id recordedAt directives { recordedAt } }
    }
  }
}`;

/** How the feed says who asks, and asks the schema in that name. */
interface Asking {
  readonly callerOf: (request: FastifyRequest) => Caller | null;
  readonly contextOf: (caller: Caller, way: string) => ApiContext;
}

/**
 * `GET /calendar.ics?key=…` answers what `calendar` answers, as days of a calendar (RFC 5545); `lang` is that of its words,
 * `kinds`, `agreement` and `party` narrow it. `POST /calendar/key` makes the key of whoever is signed in, `GET` says when it was made, `DELETE` revokes it.
 */
export function serveCalendar(server: FastifyInstance, parts: ApiParts, asking: Asking): void {
  serveKeys(server, parts, asking);
  const rateLimit = { max: LIMITS.feedsPerMinute, timeWindow: '1 minute' };
  server.get(CALENDAR_URL, { config: { rateLimit } }, async (request, reply) => {
    const caller = signedIn(asking.callerOf(request));
    const { lang, kinds, agreement, party } = read(request.query);
    const from = addDays(dayInZone(parts.clock.now(), parts.ledger.identity.timeZone), -DAYS_BEFORE);
    const to = addDuration(from, { years: YEARS, months: 0, days: 0 });
    const { entries, until } = await entriesOf(server, () => asking.contextOf(caller, 'calendar'), {
      from,
      to,
      lang,
      ...(kinds && { kinds }),
      ...(agreement !== undefined && { agreementId: agreement }),
      ...(party !== undefined && { partyId: party }),
    });
    const { ledgerId, name } = parts.ledger.identity;
    const place = { ledgerId, console: `${protocolOf(request)}://${request.host}`, lang };
    const title = `${lang === 'fr' ? 'Échéancier' : 'Calendar'}${name === null ? '' : ` – ${name}`}`;
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'inline; filename="entente.ics"')
      .type('text/calendar; charset=utf-8')
      .send(icsOf(title, until === null ? '' : untilWhen(lang, until), feedEvents(entries, place)));
  });
}

function serveKeys(server: FastifyInstance, { access }: ApiParts, { callerOf }: Asking): void {
  const keys = access.calendarKeys;
  const noStore = (reply: FastifyReply) => reply.header('cache-control', 'no-store');
  server.get(CALENDAR_KEY_URL, async (request, reply) => {
    const { tokenId } = signedIn(callerOf(request));
    return noStore(reply).send({ made: (await keys.madeAt(tokenId))?.toISOString() ?? null });
  });
  server.post(CALENDAR_KEY_URL, async (request, reply) => {
    const { key, made } = await keys.make(signedIn(callerOf(request)).tokenId);
    return noStore(reply)
      .status(201)
      .send({ made: made.toISOString(), path: `${CALENDAR_URL}?key=${key}` });
  });
  server.delete(CALENDAR_KEY_URL, async (request, reply) => {
    await keys.revoke(signedIn(callerOf(request)).tokenId);
    return noStore(reply).status(204).send();
  });
}

/** @throws {AccessDeniedError} where nobody is known to ask */
function signedIn(caller: Caller | null): Caller {
  if (caller === null) throw Object.assign(new AccessDeniedError('UNAUTHENTICATED'), { statusCode: 401 });
  return caller;
}

const asked = z.object({
  lang: z.enum(['fr', 'en']).default('fr'),
  kinds: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(KINDS as [CalendarKindName, ...CalendarKindName[]])))
    .optional(),
  agreement: z.string().max(200).optional(),
  party: z.string().max(200).optional(),
});

function read(query: unknown): z.infer<typeof asked> {
  const parsed = asked.safeParse(query);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'query');
  const words = field === 'lang' ? ['fr', 'en'] : field === 'kinds' ? KINDS : null;
  const problem = words ? ({ problem: 'NOT_ONE_OF', words } as const) : ({ problem: 'NOT_AN_ID' } as const);
  throw Object.assign(invalid(field, problem), { statusCode: 400 });
}

/** All entries page by page, as of one moment; where there are too many, those of the days that are whole. */
async function entriesOf(
  server: FastifyInstance,
  contextOf: () => ApiContext,
  variables: Readonly<Record<string, unknown>>,
): Promise<{ readonly entries: readonly FeedEntry[]; readonly until: Day | null }> {
  const entries: FeedEntry[] = [];
  for await (const nodes of pagesOf<FeedEntry>(server, contextOf, PAGE, variables)) {
    entries.push(...nodes);
    const last = entries.at(-1);
    if (entries.length > MOST_ENTRIES && last)
      return { entries: entries.filter(({ day }) => day < last.day), until: addDays(last.day, -1) };
  }
  return { entries, until: null };
}

function untilWhen(lang: 'fr' | 'en', until: Day): string {
  return lang === 'fr'
    ? `Cet échéancier s’arrête au ${until}\u00a0: choisissez des sortes pour voir plus loin.`
    : `This calendar ends on ${until}: choose some kinds to see further.`;
}

function protocolOf({ protocol, headers }: FastifyRequest): string {
  return headers['x-forwarded-proto'] === 'https' ? 'https' : protocol;
}
