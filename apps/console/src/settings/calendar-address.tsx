import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { CALENDAR_KINDS } from '@entente/domain';
import { useEffect, useState } from 'react';
import { RefusedError, type Refusal } from '../asking/refusal.js';
import { send } from '../asking/send.js';
import { PartyChoice } from '../choosing/party-choice.js';
import { showInstant } from '../days/show-day.js';
import { toHeading } from '../frame/to-heading.js';
import { useLedger } from '../session/viewer.js';
import { CopyButton } from '../showing/copy-button.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { useLanguage, useWords } from '../words/index.js';

const KEY = '/calendar/key';

/** What is known of the address: when it was made, and where it was made a moment ago its path. */
interface Known {
  readonly made: string | null;
  readonly path?: string;
  readonly revoked?: boolean;
}

/** The private address that a calendar of the person's own subscribes to. */
export function CalendarAddress() {
  const { t } = useWords('settings');
  const language = useLanguage();
  const { timeZone } = useLedger();
  const [known, setKnown] = useState<Known>();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const ask = (method: 'GET' | 'POST' | 'DELETE') => {
    setRefusals([]);
    send(KEY, method).then(
      (answer) => {
        if (method === 'DELETE') toHeading();
        setKnown((answer as Known | null) ?? { made: null, revoked: true });
      },
      (error: unknown) => {
        if (!(error instanceof RefusedError)) throw error;
        setRefusals(error.refusals);
      },
    );
  };
  useEffect(() => ask('GET'), []);
  const { made = null, path, revoked = false } = known ?? {};
  return (
    <Section title={t('calendar')} id="calendar-address">
      <p className="lead">{t('calendarHelp')}</p>
      <Refused refusals={refusals} part />
      <div role="status">
        {revoked && <p>{t('calendarRevoked')}</p>}
        {path !== undefined && <p>{t('calendarOnce')}</p>}
        {made !== null && path === undefined && (
          <p>{t('calendarSince', { when: showInstant(made, language, timeZone) })}</p>
        )}
      </div>
      {path !== undefined && <Address path={path} />}
      <div className="page-actions">
        <Button variant="default" disabled={known === undefined} onClick={() => ask('POST')}>
          {t(made === null ? 'calendarMake' : 'calendarAgain')}
        </Button>
        {made !== null && (
          <Button variant="default" onClick={() => ask('DELETE')}>
            {t('calendarRevoke')}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** The address in the language of the page, for all kinds of deadlines or one, of all agreements or those of a party. */
function Address({ path }: { readonly path: string }) {
  const { t } = useWords('settings');
  const language = useLanguage();
  const [kind, setKind] = useState('');
  const [party, setParty] = useState('');
  const asked = `${kind && `&kinds=${kind}`}${party && `&party=${encodeURIComponent(party)}`}`;
  const address = `${location.origin}${path}&lang=${language}${asked}`;
  return (
    <>
      <Group align="end" gap="xs">
        <NativeSelect
          label={t('calendarKind')}
          value={kind}
          data={[
            { value: '', label: t('calendarAll') },
            ...Object.entries(CALENDAR_KINDS[language]).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <PartyChoice id="address-party" label={t('calendarParty')} party={party} onChoose={setParty} />
        <CopyButton text={address} label={t('calendarCopy')} copied={t('calendarCopied')} />
      </Group>
      <TextInput label={t('calendarShown')} value={address} readOnly />
    </>
  );
}
