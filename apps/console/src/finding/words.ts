import i18next from 'i18next';
import { finding as english } from '../words/en/finding.js';
import { finding as french } from '../words/fr/finding.js';

// They come with what is opened by a key, and not before.
i18next.addResourceBundle('fr', 'finding', french);
i18next.addResourceBundle('en', 'finding', english);
