// A machine without the Internet: the page says so in one sentence and offers the lab. The root hints of this instance
// lead nowhere (see playwright.config.ts).
import { expect, test } from '@playwright/test';
import { untilComplete } from './journey.ts';

test('without root servers the page says so and offers the lab', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Name to trace' }).fill('example.com');
  await page.getByRole('button', { name: 'Trace', exact: true }).click();
  await untilComplete(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'No root server can be reached from here',
  );
  await page.getByRole('button', { name: /in the lab/i }).click();
  await untilComplete(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('resolves to');
});
