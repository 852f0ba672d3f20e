import { Button, Group, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';

const VERIFY = graphql(`
  query Verify($stream: ID!) {
    verify(stream: $stream) {
      stream
      events
      sealed
      sound
      findings {
        code
        revision
        message {
          fr
          en
        }
      }
    }
  }
`);

/** Asks the ledger to verify the facts of one thing now. Which one stands in the address. */
export function VerifyStream() {
  const { t } = useWords('verify');
  const { stream = '' } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(stream);
  const verify = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: '.', search: (before: object) => ({ ...before, stream: typed.trim() }) });
  };
  return (
    <Section title={t('stream')} id="stream">
      <p className="lead">{t('streamHelp')}</p>
      <form className="filters no-print" onSubmit={verify}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('streamLabel')}
            description={t('streamExample')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t('verify')}
          </Button>
        </Group>
      </form>
      {stream !== '' && <Verified key={stream} stream={stream} />}
    </Section>
  );
}

function Verified({ stream }: { readonly stream: string }) {
  const { t } = useWords('verify');
  const language = useLanguage();
  const typo = useTypo();
  const { data, refusals, again, waiting } = useAnswer(VERIFY, { stream });
  const found = data?.verify;
  return (
    <div aria-live="polite">
      <Refused refusals={refusals} again={again} part={data !== undefined} />
      {waiting && <Waiting lines={2} />}
      {data && !found && refusals.length === 0 && <p className="quiet">{t('noStream', { stream })}</p>}
      {found && (
        <>
          <p className={`reckoned ${found.sound ? 'tone-gray' : 'tone-red'}`}>
            {t(found.sound ? 'sound' : 'notSound', { count: found.events, stream: found.stream })}{' '}
            {t('sealed', { count: found.sealed })}
          </p>
          {found.findings.length > 0 && (
            <ul>
              {found.findings.map(({ code, revision, message }) => (
                <li key={`${code} ${revision}`}>
                  {typo(message[language])}{' '}
                  <small>
                    <code>{code}</code>
                    {revision !== null && ` · ${t('revision', { revision })}`}
                  </small>
                </li>
              ))}
            </ul>
          )}
          <p className="quiet">{t('ownWord')}</p>
        </>
      )}
    </div>
  );
}
