// The built page as texts, for files that hold all of it: its scripts, its style sheet and its fonts.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PageAssets, type PageScript, inlineScript } from '@delegraph/report';

/** Reads apps/web/dist. Returns null when the page is not built. Rejects when a file that its index names is not there. */
export async function readPageAssets(directory: string): Promise<PageAssets | null> {
  const index = join(directory, 'index.html');
  if (!existsSync(index)) return null;
  const html = await readFile(index, 'utf8');
  const fileAt = (address: string) => join(directory, address);
  const scripts = Array.from(
    html.matchAll(/<script([^>]*) src="(\/[^"]+)"/g),
    async ([, attributes = '', address = '']) =>
      scriptOf(attributes, await readFile(fileAt(address), 'utf8')),
  );
  const styles = Array.from(
    html.matchAll(/<link rel="stylesheet"[^>]* href="(\/[^"]+)"/g),
    ([, address = '']) => readFile(fileAt(address), 'utf8'),
  );
  const icon = /<link rel="icon" href="(\/[^"]+)"/.exec(html)?.[1];
  return {
    scripts: await Promise.all(scripts),
    style: await withFonts((await Promise.all(styles)).join('\n'), directory),
    icon: icon === undefined ? 'data:,' : dataAddress('image/svg+xml', await readFile(fileAt(icon))),
  };
}

function scriptOf(attributes: string, source: string): PageScript {
  const text = inlineScript(source);
  const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`;
  return { type: attributes.includes('type="module"') ? 'module' : 'classic', text, hash };
}

/** The style sheet with its WOFF2 fonts inside, and without the older format beside them. */
async function withFonts(css: string, directory: string): Promise<string> {
  const modern = css.replace(/,\s*url\([^)]+\.woff\)\s*format\(["']?woff["']?\)/g, '');
  const fonts = [
    ...new Set(Array.from(modern.matchAll(/url\((\/[^)]+\.woff2)\)/g), ([, address = '']) => address)),
  ];
  let text = modern;
  for (const address of fonts)
    text = text.replaceAll(address, dataAddress('font/woff2', await readFile(join(directory, address))));
  return text;
}

function dataAddress(mediaType: string, octets: Buffer): string {
  return `data:${mediaType};base64,${octets.toString('base64')}`;
}
