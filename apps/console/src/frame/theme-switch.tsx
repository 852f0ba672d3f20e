import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useWords } from '../words/index.js';

const NEXT: Readonly<Record<MantineColorScheme, MantineColorScheme>> = {
  auto: 'light',
  light: 'dark',
  dark: 'auto',
};
const SIGNS: Readonly<Record<MantineColorScheme, string>> = { auto: '◑', light: '☀', dark: '☾' };

/** Light, dark, or as the device is. */
export function ThemeSwitch() {
  const { t } = useWords('frame');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const label = t('theme', { which: t(colorScheme) });
  return (
    <button
      type="button"
      className="icon-button no-print"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <span aria-hidden="true">{SIGNS[colorScheme]}</span>
    </button>
  );
}
