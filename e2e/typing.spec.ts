// While a name is typed the form says what it makes of it, in the words in which the server will say it.
import { type Page, expect, test } from '@playwright/test';

const field = (page: Page) => page.getByRole('textbox', { name: 'Name to trace' });
const reading = (page: Page) => page.locator('.trace-reading');

const CASES = [
  ['www.bücher.test', 'www.bücher.test → www.xn--bcher-kva.test'],
  ['https://www.healthy.test:8443/path?x=1', 'Only the name in the URL is asked: www.healthy.test.'],
  ['hostmaster@healthy.test', 'Only the name in the e-mail address is asked: healthy.test.'],
  ['dig +norec @192.0.2.1 healthy.test MX', 'Taken from the command: healthy.test MX.'],
  ['192.0.2.80', '192.0.2.80 is an IP address: 80.2.0.192.in-addr.arpa PTR is asked.'],
] as const;

test('what is understood otherwise than it is typed is said, as the server says it', async ({
  page,
  request,
}) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Which name servers are asked' }).selectOption('lab');
  for (const [typed, says] of CASES) {
    await field(page).fill(typed);
    await expect(reading(page)).toContainText(says);
    await expect(field(page)).toHaveAccessibleDescription(says);
    const answer = await request.post('/api/traces', { data: { name: typed, profile: 'lab' } });
    const { notes } = (await answer.json()) as { notes: string[] };
    expect(notes).toContain(says);
  }
});

test('a name as it will be asked, and one that is not finished, are passed over in silence', async ({
  page,
}) => {
  await page.goto('/');
  await field(page).fill('bücher.test');
  await expect(reading(page)).toBeVisible();
  for (const typed of ['example.com', '', 'www.', 'www..', 'two words']) {
    await field(page).fill(typed);
    await expect(reading(page)).toHaveCount(0);
    await expect(field(page)).toHaveAccessibleDescription('');
  }
});

test('a name that the public DNS cannot have is explained, unless the lab is asked', async ({ page }) => {
  await page.goto('/');
  await field(page).fill('printer.local');
  await expect(reading(page)).toContainText('Names below local are found by multicast');
  await field(page).fill('www.shop.test');
  await expect(reading(page)).toContainText('the lab has some');
  await page.getByRole('combobox', { name: 'Which name servers are asked' }).selectOption('lab');
  await expect(reading(page)).toHaveCount(0);
});

test('nothing moves while somebody types', async ({ page }) => {
  await page.goto('/');
  const heading = page.getByRole('heading', { level: 1 });
  const before = await heading.boundingBox();
  await field(page).fill('bücher.test');
  await expect(reading(page)).toBeVisible();
  expect(await heading.boundingBox()).toEqual(before);
  await page.getByRole('heading', { level: 2 }).first().click();
  await expect(reading(page)).toBeHidden();
});

test('an address is traced by its reverse name, without another click', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Which name servers are asked' }).selectOption('lab');
  await field(page).fill('192.0.2.80');
  await expect(reading(page)).toBeVisible();
  await field(page).press('Enter');
  await expect(page).toHaveURL(/\/80\.2\.0\.192\.in-addr\.arpa$/);
  await expect(page.getByText('192.0.2.80 is an IP address')).toBeVisible();
});
