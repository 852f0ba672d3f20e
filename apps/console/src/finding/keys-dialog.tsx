import { Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { PAGES } from '../frame/pages.js';
import { useMay, useReadsLog } from '../session/viewer.js';
import { keysAllowed } from '../settings/kept.js';
import { useWords } from '../words/index.js';
import type { finding } from '../words/fr/finding.js';
import type { DialogProps } from './dialog.js';
import './finding.css';
import './words.js';

type Act = keyof typeof finding.act;

/** What keys do, by where they do it; those of the pages stand with the pages. */
const GROUPS: readonly {
  readonly name: Exclude<keyof typeof finding.group, 'pages'>;
  readonly keys: readonly (readonly [keys: readonly string[], act: Act])[];
}[] = [
  {
    name: 'anywhere',
    keys: [
      [['/', 'Ctrl + K'], 'search'],
      [['?'], 'keys'],
      [['r'], 'record'],
      [['Esc'], 'escape'],
    ],
  },
  {
    name: 'page',
    keys: [
      [['j', '↓'], 'nextRow'],
      [['k', '↑'], 'rowBefore'],
      [['↵'], 'open'],
      [['s'], 'section'],
    ],
  },
  {
    name: 'dates',
    keys: [
      [['d'], 'dates'],
      [['t'], 'today'],
      [['c'], 'compare'],
      [['y'], 'copy'],
      [['[', ']'], 'change'],
      [['{', '}'], 'moment'],
    ],
  },
  {
    name: 'recording',
    keys: [
      [['Ctrl + ↵'], 'send'],
      [['Alt + ↑', 'Alt + ↓'], 'lines'],
      [['Alt + Shift + ↑', 'Alt + Shift + ↓'], 'extend'],
      [['↵'], 'quote'],
    ],
  },
];

/** All keys that the console knows, over the page. */
export function KeysDialog({ opened, onClose }: Omit<DialogProps, 'typed'>) {
  const { t } = useWords(['finding', 'frame']);
  const records = useMay('recordSignature');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys')}
      size="lg"
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {keysAllowed() ? (
        <p className="quiet">{t('keysHelp')}</p>
      ) : (
        <p className="quiet">
          {t('keysOff')}{' '}
          <Link to="/settings" hash="keys" onClick={onClose}>
            {t('frame:nav.settings')}
          </Link>
        </p>
      )}
      <table className="data keys">
        <caption className="for-readers">{t('keys')}</caption>
        <thead className="for-readers">
          <tr>
            <th scope="col">{t('key')}</th>
            <th scope="col">{t('does')}</th>
          </tr>
        </thead>
        {GROUPS.filter(({ name }) => records || name !== 'recording').map(({ name, keys }) => (
          <Fragment key={name}>
            <Group title={t(`group.${name}`)}>
              {keys
                .filter(([, act]) => records || act !== 'record')
                .map(([pressed, act]) => (
                  <Row key={act} keys={pressed} does={t(`act.${act}`)} />
                ))}
            </Group>
            {name === 'anywhere' && <PageKeys />}
          </Fragment>
        ))}
      </table>
    </Modal>
  );
}

function PageKeys() {
  const { t } = useWords(['finding', 'frame']);
  const readsLog = useReadsLog();
  return (
    <Group title={t('group.pages')}>
      {PAGES.filter(({ key, ofTheLog = false }) => key !== undefined && (readsLog || !ofTheLog)).map(
        ({ name, key }) => (
          <Row key={name} keys={[`g ${key}`]} does={t(`frame:nav.${name}`)} />
        ),
      )}
    </Group>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2}>
          {title}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

function Row({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <tr>
      <th scope="row">
        {keys.map((key, index) => (
          <Fragment key={key}>
            {index > 0 && ' '}
            <kbd>{key}</kbd>
          </Fragment>
        ))}
      </th>
      <td>{does}</td>
    </tr>
  );
}
