// A thread that turns SVG into PNG, one picture after the other: drawing keeps a processor busy, and nobody waits for it.
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

/** A picture to be drawn. */
export interface RenderJob {
  svg: string;
  widthPixels: number;
}

// No font of the machine is used, so that the same picture looks the same everywhere.
const fontFiles = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
  '@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf',
  '@expo-google-fonts/jetbrains-mono/700Bold/JetBrainsMono_700Bold.ttf',
].map((file) => fileURLToPath(import.meta.resolve(file)));

parentPort!.on('message', ({ svg, widthPixels }: RenderJob) => {
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'width', value: widthPixels },
    font: {
      fontFiles,
      loadSystemFonts: false,
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
      monospaceFamily: 'JetBrains Mono',
    },
  }).render();
  // The rule takes the thread for a window.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort!.postMessage(drawn.asPng());
});
