import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { firstScreenBudget } from './first-screen-budget.ts';

const config: UserConfig = {
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
};

export default defineConfig(({ command }) => {
  // A build asked for by a test would otherwise be one for tests: slower, larger, and not what offices run.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return config;
});
