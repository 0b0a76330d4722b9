// How the page is built and served while developing.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The manifest tells which scripts a first load fetches: packages/checks holds their sum.
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/packages\/[a-z]+\/src\//.test(id) } },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000' } } },
});
