import type { Language } from '@entente/domain';
import { UNSUBSCRIBE_URL, type Notices } from '@entente/notices';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Clock } from '@entente/platform';

/** More than the body of a mail program that unsubscribes with one click. */
const MOST_BYTES = 4_096;

const WORDS = {
  fr: {
    title: 'Avis par courriel',
    ask: 'Ne plus recevoir d’avis de ce registre par courriel\u00a0?',
    button: 'Ne plus en recevoir',
    done: 'C’est fait\u00a0: ce registre ne vous enverra plus de courriel. Pour en recevoir de nouveau, demandez-le à la personne qui l’administre.',
    unknown:
      'Cette adresse n’est pas celle d’un avis de ce registre. Prenez celle qui figure au bas du dernier courriel reçu, en entier.',
  },
  en: {
    title: 'Notices by mail',
    ask: 'Receive no more notices of this ledger by mail?',
    button: 'Receive no more of them',
    done: 'Done: this ledger will send you no more mail. To receive it again, ask the person who operates the ledger.',
    unknown:
      'This is not the address of a notice of this ledger. Take the one at the end of the last mail that you received, in full.',
  },
} as const satisfies { readonly [L in Language]: object };

/**
 * `GET /notices/stop?key=…` asks whether no more mail is wanted, since programs that look through mail follow every link;
 * `POST` ends it, also with the one click of a mail program (RFC 8058).
 */
export async function serveUnsubscribe(
  server: FastifyInstance,
  { notices, clock }: { readonly notices: Notices; readonly clock: Clock },
): Promise<void> {
  const { subscriptions, keys } = notices;
  const find = async (query: unknown) => {
    const { key } = query as { readonly key?: unknown };
    const personId = typeof key === 'string' ? keys.personOf(key) : null;
    return personId === null ? null : subscriptions.find(personId);
  };
  await server.register(async (scope) => {
    // What the body says matters to nobody: the key says all.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, _body, done) =>
      done(null, null),
    );
    scope.get(UNSUBSCRIBE_URL, async ({ query }, reply) => {
      const found = await find(query);
      if (found === null) return unknown(reply);
      const words = WORDS[found.language];
      if (found.stopped !== null) return page(reply, found.language, words.done);
      return page(
        reply,
        found.language,
        `${words.ask}</p><form method="post"><button type="submit">${words.button}</button></form><p>`,
      );
    });
    scope.post(UNSUBSCRIBE_URL, async ({ query }, reply) => {
      const found = await find(query);
      if (found === null) return unknown(reply);
      await subscriptions.stop(found.personId, clock.now());
      return page(reply, found.language, WORDS[found.language].done);
    });
  });
}

function unknown(reply: FastifyReply): FastifyReply {
  void reply.status(404);
  return page(reply, 'fr', `${WORDS.fr.unknown}</p><p lang="en">${WORDS.en.unknown}`);
}

/** A page without a style and a script: it loads nothing. */
function page(reply: FastifyReply, language: Language, content: string): FastifyReply {
  const { title } = WORDS[language];
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><main><h1>${title}</h1><p>${content}</p></main></html>`,
    );
}
