import react from '@vitejs/plugin-react';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => {
  const server = loadEnv(mode, '.', 'ELDERALERT_').ELDERALERT_SERVER ?? 'http://127.0.0.1:8080';
  return {
    base: '/console/',
    plugins: [react()],
    build: {
      outDir: '../../src/ElderAlert.Server/wwwroot/console',
      emptyOutDir: true,
      target: 'es2022',
      // The server's content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    // The server compares a request's origin with its host.
    server: { proxy: { '/api': { target: server, changeOrigin: false }, '/hubs': { target: server, changeOrigin: false, ws: true } } },
    test: {
      environment: 'jsdom',
      include: ['tests/**/*.test.{ts,tsx}'],
      setupFiles: ['tests/setup.ts'],
      css: { modules: { classNameStrategy: 'non-scoped' as const } },
      restoreMocks: true,
    },
  };
});
