// How the page is built and served while developing.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Only what is imported of our packages is kept. */
const treeshake = { moduleSideEffects: (id: string) => !/\/packages\/[a-z]+\/src\//.test(id) };

/** What every page needs, in one piece: left to itself the build cuts it into a dozen, along what later parts import of it,
 *  and they compress worse. */
const common = {
  name: 'common',
  test: /\/node_modules\/\.pnpm\/(?:react|react-dom|scheduler|@tanstack|use-sync-external-store)[@+]/,
};

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: { alias: { 'd3-transition': fileURLToPath(new URL('src/no-transition.ts', import.meta.url)) } },
  build:
    mode === 'saved'
      ? {
          // The page as one script, for traces saved with it in one file: what opens from disk can fetch no other.
          target: 'es2023',
          outDir: 'dist/saved',
          emptyOutDir: true,
          copyPublicDir: true,
          chunkSizeWarningLimit: 1500,
          rolldownOptions: { treeshake, output: { codeSplitting: false } },
        }
      : {
          // The manifest tells which scripts a first load fetches: packages/checks holds their sum.
          target: 'es2023',
          outDir: 'dist',
          emptyOutDir: true,
          manifest: true,
          rolldownOptions: { treeshake, output: { codeSplitting: { groups: [common] } } },
        },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000' } } },
}));
