// The options of a trace: chosen on the page, carried by its address, and found again on the page of the trace.
import { expect, test } from '@playwright/test';
import { graph, traceInLab, untilComplete } from './journey.ts';

test('options are chosen on the page, and a trace made with them can be run again with them', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Options/ }).click();
  const panel = page.getByRole('group', { name: 'Options of the trace' });
  await panel.getByRole('combobox', { name: 'Servers asked' }).selectOption({ label: 'one path, quickly' });
  await panel.getByRole('combobox', { name: 'Addresses' }).selectOption({ label: 'IPv4 only' });
  await panel.getByRole('checkbox', { name: 'Follow aliases' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('button', { name: 'Options 3' })).toBeVisible();
  await traceInLab(page, 'www.shop.test');
  await untilComplete(page);
  expect(await optionsOfTrace(page.url())).toEqual({
    breadth: 'path',
    families: 'ipv4',
    followAliases: false,
  });

  const first = page.url();
  await expect(page.getByRole('button', { name: 'Options 3' })).toBeVisible();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(first);
  await untilComplete(page);
  expect(await optionsOfTrace(page.url())).toEqual({
    breadth: 'path',
    families: 'ipv4',
    followAliases: false,
  });

  async function optionsOfTrace(address: string): Promise<unknown> {
    const [, , id] = new URL(address).pathname.split('/');
    return ((await (await page.request.get(`/api/traces/${id}`)).json()) as { options: unknown }).options;
  }
});

test('an address with options starts the trace it describes, or only fills in the form', async ({ page }) => {
  const query = 'name=www.healthy.test&profile=lab&qmin=1&health=0&edns=512';
  await page.goto(`/?${query}&autostart=0`);
  await expect(page.getByRole('textbox', { name: 'Name to trace' })).toHaveValue('www.healthy.test');
  await expect(page.getByRole('button', { name: 'Options 3' })).toBeVisible();
  await page.goto(`/?${query}`);
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/www\.healthy\.test$/);
  await untilComplete(page);
});

test('what a trace was told to leave out is said, and the dig line asks as the trace did', async ({
  page,
}) => {
  await page.goto('/?name=www.shop.test&profile=lab&aliases=1&do=0&tcp=0&edns=512&health=0');
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/www\.shop\.test$/);
  await untilComplete(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'www.shop.test leads to pop7.cloud.test, which the trace was told not to follow',
  );
  await expect(page.getByRole('button', { name: 'Options 5' })).toBeVisible();
  await graph(page)
    .getByRole('button', { name: /LAME refused/ })
    .click();
  await expect(page.locator('.dig-command code').first()).toHaveText(
    /^dig \+norec \+ignore \+bufsize=512 @203\.0\.113\.63 /,
  );
});

test('a delegation is checked before the registrar is told', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Options/ }).click();
  const panel = page.getByRole('group', { name: 'Options of the trace' });
  await panel.getByRole('textbox', { name: 'Zone' }).fill('lame-refused.test');
  await panel.getByRole('textbox', { name: /^Name servers/ }).fill('ns3.lame-refused.test 203.0.113.13');
  await page.keyboard.press('Escape');
  await traceInLab(page, 'www.lame-refused.test');
  await untilComplete(page);
  const card = graph(page).getByRole('group', { name: /^zone lame-refused\.test, error/ });
  await expect(card).toBeVisible();
  await expect(card.getByRole('button', { name: /^ns1\./ })).toHaveCount(0);
});

test('a delegation that cannot be read is refused in a sentence', async ({ page }) => {
  await page.goto('/?name=www.example.test&profile=lab&zone=a..b&ns=ns1.example.test&autostart=0');
  await page.getByRole('button', { name: 'Trace', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The delegation to check cannot be read');
});
