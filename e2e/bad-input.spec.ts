// What cannot be traced gets a sentence under the field, and where there is a better question, an offer to ask that.
import { expect, test } from '@playwright/test';
import { traceInLab } from './journey.ts';

const CASES = [
  { text: '', says: /no name/i },
  { text: 'www..example.com', says: /empty label/i },
  { text: `${'a'.repeat(64)}.example`, says: /63/ },
  { text: `${'abcdefgh.'.repeat(32)}example`, says: /255/ },
  { text: 'two words', says: /space/i },
];

test('bad names are answered with a sentence at the field', async ({ page }) => {
  await page.goto('/');
  const field = page.getByRole('textbox', { name: 'Name to trace' });
  for (const { text, says } of CASES) {
    await traceInLab(page, text);
    await expect(field).toHaveAccessibleDescription(says);
    await expect(field).toBeFocused();
    await expect(page).toHaveURL('/');
  }
});

test('a pasted address of a page is traced by its host', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'https://www.healthy.test:8443/path?x=1');
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/www\.healthy\.test/);
});

test('an IP address is refused with the offer to ask for its reverse name, where the page cannot read it', async ({
  page,
}) => {
  // Usually the form asks for PTR by itself: typing.spec.ts.
  await page.route('**/assets/src-*.js', (route) => route.abort());
  await page.goto('/');
  await traceInLab(page, '192.0.2.80');
  await page.getByRole('button', { name: 'Trace 80.2.0.192.in-addr.arpa PTR' }).click();
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/80\.2\.0\.192\.in-addr\.arpa/);
});

test('an international name is asked as its A-label, and the page says so', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'www.bücher.test');
  await expect(page).toHaveURL(/\/www\.xn--bcher-kva\.test/);
  await expect(page.getByText('www.bücher.test → www.xn--bcher-kva.test')).toBeVisible();
});
