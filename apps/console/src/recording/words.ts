import i18next from 'i18next';
import { recording as english } from '../words/en/recording.js';
import { recording as french } from '../words/fr/recording.js';

// They come with the pages that use them: whoever only reads is not sent them.
i18next.addResourceBundle('fr', 'recording', french);
i18next.addResourceBundle('en', 'recording', english);
