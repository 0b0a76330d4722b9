// Many findings: filtered by severity and by words, copied as Markdown, and what passed is told too.
import { expect, test } from '@playwright/test';
import { dropFile, eventLogText, recordedEvents } from './trace-file.ts';

const found = (code: string, severity: string, server: string) => ({
  type: 'finding-raised',
  finding: {
    code,
    severity,
    confidence: 'high',
    scope: 'name-server',
    zone: 'lame-refused.test',
    nameServer: `${server}.lame-refused.test`,
    evidence: [],
    params: {},
  },
});

test('findings are filtered, searched and copied', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const events = await recordedEvents(request, 'www.lame-refused.test');
  const added = [
    ...['ns1', 'ns2', 'ns4'].map((server) => found('made-up-warning', 'warning', server)),
    ...['ns1', 'ns2', 'ns3', 'ns4'].map((server) => found('made-up-notice', 'notice', server)),
  ];
  await page.goto('/');
  await dropFile(page, 'many.ndjson', eventLogText(events, added));
  const list = page.getByRole('region', { name: 'Findings', exact: true });
  const rows = list.getByRole('listitem').and(page.locator('.finding'));
  await expect(rows).toHaveCount(9);

  await list.getByRole('button', { name: '3 warnings' }).click();
  await expect(rows).toHaveCount(3);
  await list.getByRole('button', { name: '4 notices' }).click();
  await expect(rows).toHaveCount(7);
  await list.getByRole('searchbox', { name: 'Search the findings' }).fill('warning NS2');
  await expect(rows).toHaveCount(1);
  await list.getByRole('searchbox').fill('nowhere');
  await expect(list.getByText('None of them fits the filter.')).toBeVisible();
  await list.getByRole('searchbox').fill('');
  await list.getByRole('button', { name: '3 warnings' }).click();
  await list.getByRole('button', { name: '4 notices' }).click();

  await list.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(list.getByRole('button', { name: 'Copied' })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('### lame-refused.test');
  expect(text).toContain('- **error: Lame: refused.** ns3.lame-refused.test (203.0.113.13) answers REFUSED');

  await list.getByText(/\d+ checks passed/).click();
  await expect(list.getByText(/glue/i).first()).toBeVisible();
});

test('a finding is muted in this browser, counted, and listed again', async ({ page }) => {
  await page.goto('/gallery/shop');
  const list = page.locator('.findings');
  const inspector = page.locator('.inspector');
  await list.getByRole('button', { name: /Missing glue/ }).click();
  await inspector.getByRole('button', { name: 'Mute it in the list' }).click();
  await page.keyboard.press('Escape');
  await expect(list.getByRole('button', { name: /Missing glue/ })).toBeHidden();
  await page.reload();
  await expect(list.getByText('1 muted in this browser')).toBeVisible();
  // What is known is not undone.
  await expect(page.getByRole('button', { name: '3 errors' }).first()).toBeVisible();

  await list.getByText('1 muted in this browser').click();
  await list.getByRole('button', { name: /Missing glue/ }).click();
  await inspector.getByRole('button', { name: 'List it again' }).click();
  await expect(list.getByText('1 muted in this browser')).toHaveCount(0);
  await expect(list.getByRole('button', { name: /Missing glue/ })).toBeVisible();
});
