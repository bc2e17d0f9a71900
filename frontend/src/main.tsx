import './styles/app.css';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query_client';
import { router } from './router';
import { i18n, loadTexts } from './texts/texts';
import { followTheme } from './theme/theme';

const container = document.getElementById('app');
if (!container) throw new Error('index.html has no #app');

followTheme();
await loadTexts();
createRoot(container).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
