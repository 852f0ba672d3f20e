import { LANGUAGES } from '../words/language.js';
import { changeLanguage, useLanguage, useWords } from '../words/index.js';

const NAMES = { fr: 'Français', en: 'English' } as const;

/** French or English, for everything that is shown. */
export function LanguageSwitch() {
  const { t } = useWords('frame');
  const language = useLanguage();
  return (
    <div role="group" aria-label={t('language')} className="switch no-print">
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          title={NAMES[one]}
          onClick={() => void changeLanguage(one)}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
