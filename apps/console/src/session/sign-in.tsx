import { Alert, Button, Modal, PasswordInput, Stack } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { RefusedError } from '../asking/refusal.js';
import { LanguageSwitch } from '../frame/language-switch.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import { signIn, takeCode } from './session.js';

interface Props {
  /** Goes on with the session; false where the browser did not keep it. */
  readonly onSignedIn: () => Promise<boolean>;
}

/** The page of who is not signed in: a field for a token. A sign-in link signs in by itself. */
export function SignIn({ onSignedIn }: Props) {
  const { t } = useWords('session');
  return (
    <main className="sign-in">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <LanguageSwitch />
      </div>
      <p>{t('intro')}</p>
      <TokenForm onSignedIn={onSignedIn} />
      <p className="lead">{t('where')}</p>
      <NotSecure />
    </main>
  );
}

/** Says that what goes between the browser and the ledger can be read on its way, and what to do. */
export function NotSecure() {
  const { t } = useWords('session');
  if (isSecureContext) return null;
  return (
    <Alert color="orange" variant="default" title={t('notSecure')}>
      {t('notSecureHelp')}
    </Alert>
  );
}

/** Asks for a token over the page that is open, which stays as it is. `onLater`: the session still holds, and it can wait. */
export function SignInOver({ onSignedIn, onLater }: Props & { readonly onLater?: () => void }) {
  const { t } = useWords('session');
  useFocusBack();
  return (
    <Modal
      opened
      onClose={() => onLater?.()}
      withCloseButton={false}
      closeOnEscape={onLater !== undefined}
      title={t(onLater ? 'again' : 'ended')}
    >
      <p>{t('endedIntro')}</p>
      <TokenForm onSignedIn={onSignedIn} />
    </Modal>
  );
}

/** Gives the focus back to what had it before a dialog that goes away with what shows it. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) setTimeout(() => before.focus());
    },
    [before],
  );
}

function TokenForm({ onSignedIn }: Props) {
  const { t } = useWords('session');
  const problemOf = useProblem();
  const [token, setToken] = useState('');
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (by: Parameters<typeof signIn>[0]) => {
    setWorking(true);
    setProblem(null);
    try {
      await signIn(by);
      if (!(await onSignedIn())) setProblem(t(isSecureContext ? 'notKept' : 'notKeptHttp'));
    } catch (error) {
      setProblem(problemOf(error, 'code' in by));
    } finally {
      setWorking(false);
    }
  };
  useEffect(() => {
    const code = takeCode();
    if (code !== null) void send({ code });
    // Once, when the page opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') void send({ token: token.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label={t('token')}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          required
        />
        <Button type="submit" loading={working} loaderProps={{ 'aria-label': t('working') }}>
          {t('signIn')}
        </Button>
      </Stack>
    </form>
  );
}

function useProblem(): (error: unknown, byCode: boolean) => string {
  const { t } = useWords('session');
  const language = useLanguage();
  const typo = useTypo();
  return (error, byCode) => {
    if (!(error instanceof RefusedError)) return t('refused');
    if (error.first.code === 'UNAUTHENTICATED') return byCode ? t('codeUsed') : t('refused');
    return typo(error.first.message[language]);
  };
}
