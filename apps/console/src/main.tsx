import { createTheme, MantineProvider, Modal } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './asking/use-answer.js';
import { openInPrint } from './frame/open-in-print.js';
import './mantine.css';
import { router } from './routes.js';
import './showing/showing.css';
import './styles.css';
import { firstLanguage } from './words/language.js';
import { startWords } from './words/index.js';

const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  defaultRadius: 'sm',
  respectReducedMotion: true,
  components: {
    // The head of a dialog is not that of the page.
    Modal: Modal.extend({ defaultProps: { attributes: { header: { role: 'presentation' } } } }),
  },
});

// Styles that parts write themselves are allowed by the nonce of this answer, and by it alone.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;

openInPrint();

const root = document.querySelector('#root');
if (root) {
  await startWords(firstLanguage(location.search));
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
