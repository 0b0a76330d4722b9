// The connection breaks in the middle of a trace: after reconnecting the tree is complete, and nothing is in it twice.
import { expect, test } from '@playwright/test';
import { breakableLine } from './breakable-line.ts';
import { graph, pictureOf, traceSlowly, untilComplete } from './journey.ts';

test('a trace survives a broken connection', async ({ page, browser, baseURL }) => {
  const line = await breakableLine(new URL(baseURL!));
  try {
    await traceSlowly(page, new URL(line.url).origin);
    await expect(graph(page).getByRole('group', { name: /^zone lame-timeout\.test/ })).toBeVisible();
    expect(line.cut()).toBeGreaterThan(0);
    await expect(page.getByText(/connection lost at event \d+, resuming…/)).toBeVisible();

    await untilComplete(page);
    expect(line.connectionsSinceCut()).toBeGreaterThan(0);
    await expect(graph(page).getByRole('button', { name: /LAME no answer/ })).toHaveCount(1);
    await expect(graph(page).getByRole('group', { name: /^zone lame-timeout\.test/ })).toHaveCount(1);

    const undisturbed = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await undisturbed.goto(new URL(new URL(page.url()).pathname, baseURL).href);
    await untilComplete(undisturbed);
    expect(await pictureOf(page)).toEqual(await pictureOf(undisturbed));
    await undisturbed.close();
  } finally {
    line.close();
  }
});
