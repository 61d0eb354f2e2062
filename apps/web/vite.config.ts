import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstScreenBudget } from './first-screen-budget.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    // What a phone loads before the sign-in page and before the register list can be used.
    firstScreenBudget({
      maxGzipBytes: 350 * 1024,
      screens: { 'sign-in': ['src/access/sign-in.tsx'], 'register list': ['src/register/household-list.tsx'] },
    }),
  ],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
  },
});
