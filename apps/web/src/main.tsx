import { LanguageProvider } from '@daohu/ui';
import '@daohu/ui/styles.css';
import { invariant } from '@daohu/kernel';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './frame/frame.css';
import { createQueryClient } from './server/query-client.ts';

const root = document.getElementById('root');
invariant(root !== null, 'index.html has an element with the id root');

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
