// The page of a fault: reached from a finding, readable without script, by keyboard and in the dark.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { traceInLab, untilComplete } from './journey.ts';

test('a finding leads to the page of its code, which shows what to do', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'www.lame-refused.test');
  await untilComplete(page);
  await page.getByRole('button', { name: /Lame: refused/ }).click();
  await page.getByRole('link', { name: 'lame-refused' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lame: refused');
  await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible();
  const picture = page.locator('figure img');
  await expect(picture).toHaveAttribute('alt', /^Delegation of www\.example\.test: .* with faults/);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
});

test('the faults can be read without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/faults`);
  await page.getByRole('link', { name: /Stale glue/ }).click();
  await expect(page).toHaveURL(/\/faults\/glue-stale$/);
  await expect(page.getByRole('heading', { name: 'When it is reported' })).toBeVisible();
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`assistive technology finds nothing to object to, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/faults', '/faults/glue-stale']) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    }
  });
}

test('what resolvers experience opens below the verdict', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'www.lame-timeout.test');
  await untilComplete(page);
  await page.getByText('About 1 in 3 cold lookups waits 0.4 to 2 s longer').click();
  const row = page.getByRole('row', { name: /SERVFAIL/ }).first();
  await expect(row).toContainText('33 %');
  await expect(row).toContainText('never');
  const { violations } = await new AxeBuilder({ page }).include('.verdict').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('a zone shows both sides of its cut, and what it depends on', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'www.glueless.test');
  await untilComplete(page);
  await page.getByRole('group', { name: /^zone glueless\.test/ }).click({ position: { x: 30, y: 8 } });
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /^198\.51\.100\.51/ })).toContainText('no glue');
  const picture = page.getByRole('group', { name: /^glueless\.test depends on/ });
  await picture.getByRole('button', { name: /^dns-host\.example/ }).click();
  await expect(page.locator('.panel-name')).toHaveText('dns-host.example');
});
