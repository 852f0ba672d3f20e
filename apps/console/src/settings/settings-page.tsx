import {
  Button,
  Checkbox,
  Radio,
  Stack,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useEffect, useState } from 'react';
import { Page } from '../frame/page.js';
import {
  keepAgain,
  keepNothing,
  useStoreFails,
  wantsNothingKept,
} from '../recording/drafts/browser-store.js';
import { NotSecure } from '../session/sign-in.js';
import { useRoleCalled } from '../session/role-called.js';
import { useReadsLog, useSession } from '../session/viewer.js';
import { Pairs } from '../showing/pairs.js';
import { Section } from '../showing/section.js';
import type { Language } from '../words/language.js';
import { changeLanguage, useLanguage, useWords } from '../words/index.js';
import { CalendarAddress } from './calendar-address.js';
import { LogKeyPinned } from './log-key.js';
import { eraseAll, keepKeys, keysAllowed, whatIsKept, type Kept } from './kept.js';
import './words.js';

/** What each person sets for this browser. */
export function SettingsPage() {
  const { t } = useWords(['settings', 'terms']);
  const language = useLanguage();
  const { viewer, ledger } = useSession();
  const readsLog = useReadsLog();
  const role = useRoleCalled();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <NotSecure />
      <Section title={t('language')} id="language">
        <Radio.Group
          aria-label={t('language')}
          value={language}
          onChange={(value) => void changeLanguage(value as Language)}
        >
          <Stack gap="xs">
            <Radio value="fr" label={t('french')} />
            <Radio value="en" label={t('english')} />
          </Stack>
        </Radio.Group>
      </Section>
      <Section title={t('colours')} id="colours">
        <Radio.Group
          aria-label={t('colours')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          <Stack gap="xs">
            {(['auto', 'light', 'dark'] as const).map((scheme) => (
              <Radio key={scheme} value={scheme} label={t(scheme)} />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <CalendarAddress />
      <Keys />
      {readsLog && <LogKeyPinned />}
      <KeptHere />
      <Section title={t('you')} id="you">
        <Pairs
          of={[
            [t('name'), viewer.name],
            [t('role'), role],
            [t('ledger'), ledger.name ?? <code>{ledger.id}</code>],
            [t('zone'), ledger.timeZone],
          ]}
        />
      </Section>
    </Page>
  );
}

function Keys() {
  const { t } = useWords('settings');
  const [allowed, setAllowed] = useState(keysAllowed);
  return (
    <Section title={t('keys')} id="keys">
      <p className="lead">{t('keysHelp')}</p>
      <Checkbox
        label={t('keysOn')}
        checked={allowed}
        onChange={(event) => {
          keepKeys(event.currentTarget.checked);
          setAllowed(event.currentTarget.checked);
        }}
      />
    </Section>
  );
}

function KeptHere() {
  const { t } = useWords('settings');
  const [kept, setKept] = useState<Kept>();
  const [step, setStep] = useState<'shown' | 'asked' | 'erased' | 'failed'>('shown');
  const [keepsNothing, setKeepsNothing] = useState(wantsNothingKept);
  useEffect(() => {
    void whatIsKept().then(setKept);
  }, [step, keepsNothing]);
  const erase = () =>
    void eraseAll().then(
      () => {
        setStep('erased');
        setKeepsNothing(false);
      },
      () => setStep('failed'),
    );
  const change = (nothing: boolean) => {
    setKeepsNothing(nothing);
    void (nothing ? keepNothing() : keepAgain()).then(
      () => setStep('shown'),
      () => {
        setKeepsNothing(wantsNothingKept());
        setStep('failed');
      },
    );
  };
  const fails = useStoreFails();
  // What cannot be read may be there all the same.
  const unread = fails && !keepsNothing;
  const nothing = kept && kept.choices.length === 0 && kept.drafts === 0 && !unread;
  return (
    <Section title={t('kept')} id="kept">
      <p className="lead">{t('keptHelp')}</p>
      <Checkbox
        label={t('keepNothing')}
        description={t('keepNothingHelp')}
        checked={keepsNothing}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      {nothing && <p className="quiet">{t('keptNone')}</p>}
      {kept && !nothing && (
        <Pairs
          of={[
            [t('keptChoices'), kept.choices.map((choice) => t(choice)).join(', ') || '—'],
            [t('keptDrafts'), unread ? t('keptUnread') : kept.drafts],
          ]}
        />
      )}
      <div role="status">
        {step === 'erased' && <p>{t('erased')}</p>}
        {step === 'asked' && <p>{t('eraseSure')}</p>}
      </div>
      {step === 'failed' && (
        <p role="alert" className="field-error">
          {t('notErased')}
        </p>
      )}
      {step === 'asked' ? (
        <div className="page-actions">
          <Button color="red" onClick={erase}>
            {t('eraseYes')}
          </Button>
          <Button variant="default" onClick={() => setStep('shown')}>
            {t('eraseNo')}
          </Button>
        </div>
      ) : (
        !nothing && (
          <Button variant="default" onClick={() => setStep('asked')}>
            {t('erase')}
          </Button>
        )
      )}
    </Section>
  );
}
