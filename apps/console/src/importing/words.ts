import i18next from 'i18next';
import { importing as english } from '../words/en/importing.js';
import { importing as french } from '../words/fr/importing.js';

// They come with the pages that use them.
i18next.addResourceBundle('fr', 'importing', french);
i18next.addResourceBundle('en', 'importing', english);
