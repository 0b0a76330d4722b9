import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagramCss, sceneStyles } from './styles.ts';
import { type ThemeTokens, darkTheme, lightTheme, themeCss } from './theme.ts';

const SEVERITIES = ['ok', 'notice', 'warning', 'error', 'skipped', 'alias'] as const;

for (const [name, theme] of Object.entries({ light: lightTheme, dark: darkTheme })) {
  test(`${name}: text is readable on every ground`, () => {
    for (const ground of ['page', 'card'] as const) {
      checkContrast(theme, 'text', ground, 4.5);
      checkContrast(theme, 'muted', ground, 4.5);
      for (const tone of SEVERITIES) checkContrast(theme, tone, ground, 4.5);
    }
    for (const tone of SEVERITIES) {
      checkContrast(theme, tone, `${tone}-fill`, 4.5);
      checkContrast(theme, 'text', `${tone}-fill`, 4.5);
      checkContrast(theme, 'muted', `${tone}-fill`, 4.5);
    }
  });

  test(`${name}: cards and lines stand out from their ground`, () => {
    checkContrast(theme, 'border', 'card', 3);
    checkContrast(theme, 'line', 'page', 3);
    checkContrast(theme, 'focus', 'page', 3);
  });
}

test('every colour the picture names is in the theme', () => {
  assert.doesNotThrow(() => sceneStyles(darkTheme));
  for (const [, name] of diagramCss.matchAll(/var\(--([a-z-]+)\)/g))
    assert.ok(themeCss.includes(`--${name}:`));
});

function checkContrast(
  theme: ThemeTokens,
  front: keyof ThemeTokens,
  ground: keyof ThemeTokens,
  least: number,
): void {
  const [a, b] = [luminance(theme[front]), luminance(theme[ground])];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  assert.ok(ratio >= least, `${front} on ${ground}: ${ratio.toFixed(2)}`);
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
