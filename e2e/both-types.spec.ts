// A and AAAA together: two traces from one form, each a tap from the other, and a link that shows both.
import { type Page, expect, test } from '@playwright/test';
import { untilComplete } from './journey.ts';

const verdict = (page: Page) => page.getByRole('heading', { level: 1 });
const types = (page: Page) => page.getByRole('navigation', { name: 'Types that were traced together' });

async function traceBoth(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Name to trace' }).fill('www.healthy.test');
  await page.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'A and AAAA' });
  await page.getByRole('combobox', { name: 'Which name servers are asked' }).selectOption('lab');
  await page.getByRole('button', { name: 'Trace', exact: true }).click();
}

test('both are traced, and the second leaves the servers unexamined', async ({ page }) => {
  const asked: { type: string; options: { health?: boolean } }[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/traces'))
      asked.push(request.postDataJSON() as (typeof asked)[number]);
  });
  await traceBoth(page);
  await untilComplete(page);
  expect(asked.map(({ type, options }) => [type, options.health])).toEqual([
    ['A', undefined],
    ['AAAA', false],
  ]);
  await expect(page.getByText(/servers examined after/)).toBeVisible();
  await expect(verdict(page)).toHaveText('www.healthy.test resolves to 192.0.2.41');
  await expect(types(page).locator('[aria-current]')).toContainText('A, resolves');
  await expect(types(page)).toContainText('AAAA: www.healthy.test');

  await types(page).getByRole('link').click();
  await expect(verdict(page)).toHaveText('www.healthy.test resolves to 2001:db8:f::41');
  await expect(types(page).locator('[aria-current]')).toContainText('AAAA');
  await expect(types(page)).toContainText('A: www.healthy.test resolves to 192.0.2.41');
  await expect(page.getByText(/servers examined after/)).toHaveCount(0);
});

test('the address of the page shows both to somebody else, and a plain one does not', async ({
  page,
  browser,
}) => {
  await traceBoth(page);
  await untilComplete(page);
  await expect(types(page)).toBeVisible();
  const address = page.url();
  const other = await browser.newPage();
  await other.goto(address);
  await expect(types(other)).toContainText('AAAA: www.healthy.test');
  await other.goto(address.replace(/\?.*/, ''));
  await untilComplete(other);
  await expect(types(other)).toHaveCount(0);
  await other.close();
});

test('an address with both types starts both, and so does running them again', async ({ page }) => {
  await page.goto('/?name=www.healthy.test&type=A,AAAA&profile=lab');
  await untilComplete(page);
  await expect(types(page)).toBeVisible();
  const first = page.url();
  await expect(page.getByRole('combobox', { name: 'Type' })).toHaveValue('A,AAAA');
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(first);
  await untilComplete(page);
  await expect(types(page)).toContainText('AAAA: www.healthy.test');
});

test('when the second is refused the first is shown, with the reason', async ({ page }) => {
  await page.route('**/api/traces', async (route) => {
    const { type } = route.request().postDataJSON() as { type: string };
    if (type === 'A') return route.continue();
    return route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify({ title: 'Too many traces', detail: 'Wait a little.' }),
    });
  });
  await traceBoth(page);
  await untilComplete(page);
  await expect(page.getByText('AAAA is not traced: Too many traces. Wait a little.')).toBeVisible();
  await expect(types(page)).toHaveCount(0);
});
