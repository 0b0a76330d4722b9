// Before and after: a trace is run again, compared with the one before, and with one that somebody sent as a file.
import { AxeBuilder } from '@axe-core/playwright';
import { type APIRequestContext, type Page, expect, test } from '@playwright/test';
import { complaintsOf, traceInLab, untilComplete } from './journey.ts';
import { type Event, dropFile, eventLogText, recordedEvents } from './trace-file.ts';

test('a trace that is run again is compared with the one before: nothing changed', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/');
  await traceInLab(page, 'www.lame-refused.test');
  await untilEnded(page);
  const first = new URL(page.url()).pathname.split('/')[2]!;
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(new RegExp(first));
  await page.getByRole('link', { name: 'Compare with the trace before' }).click();
  await expect(page).toHaveURL(new RegExp(`/compare/${first}/[a-z2-7]+`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing changed.');
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByText('Nothing that can be compared is different.')).toBeVisible();
  await page.getByText(/\d+ facts are the same/).click();
  await expect(page.getByRole('cell', { name: 'ns3.lame-refused.test at the parent' })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Other traces of www.lame-refused.test');
  expect(complaints).toEqual([]);
});

test('a trace is compared with a repaired one from a file: by key, in picture, table and text', async ({
  page,
  request,
}) => {
  const complaints = complaintsOf(page);
  await openComparison(page, request);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'ns3.lame-refused.test is lame now (refused).',
  );
  await expect(page.getByText('Nothing else.', { exact: true })).toBeVisible();
  const picture = page.getByRole('group', { name: /^Two traces of www\.lame-refused\.test over each other/ });
  await expect(picture.locator('text', { hasText: '≠ changed' }).first()).toBeVisible();
  await picture
    .getByRole('group', { name: /^zone lame-refused\.test/ })
    .click({ position: { x: 120, y: 24 } });
  await expect(page.getByRole('cell', { name: /^standing of ns3/ })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'lame: refused', exact: true })).toBeVisible();

  await page.getByRole('link', { name: /^Swap/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'ns3.lame-refused.test is no longer lame.',
  );
  await page.keyboard.press('x');
  await expect(page.locator('.diff-line.is-removed', { hasText: 'lame: refused' }).first()).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByRole('cell', { name: 'removed', exact: true }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('what cannot be compared is said, and the dialog refuses what is no trace', async ({
  page,
  request,
}) => {
  await page.goto('/compare/aaaaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbbbbbbbb');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'There is no trace of the id given for the trace before.',
  );
  await page.goto('/compare/aaaaaaaaaaaaaaaaaaaaaaaaaa/file');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'opened from a file, which is not kept',
  );
  await recordedEvents(request, 'www.healthy.test');
  await page.goto('/');
  await traceInLab(page, 'www.healthy.test');
  await untilEnded(page);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('textbox', { name: 'Link or id of the other trace' }).fill('www.shop.test');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This is neither the link nor the id of a trace.');
});

for (const theme of ['light', 'dark'] as const) {
  test(`nothing to object to in a comparison, ${theme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openComparison(page, request, async () => expect(await objections(page)).toEqual([]));
    for (const view of ['Graph', 'Table', 'Text']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      expect(await objections(page), view).toEqual([]);
    }
  });
}

/** A trace with a lame server, compared with a recording in which it serves. `inDialog`: before the file is dropped. */
async function openComparison(
  page: Page,
  request: APIRequestContext,
  inDialog: () => Promise<void> = async () => {},
): Promise<void> {
  const events = repaired(await recordedEvents(request, 'www.lame-refused.test'));
  await page.goto('/');
  await traceInLab(page, 'www.lame-refused.test');
  await untilEnded(page);
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'Compare with another trace' })).toBeVisible();
  await inDialog();
  await dropFile(page, 'repaired.ndjson', eventLogText(events));
  await expect(page).toHaveURL(/\/compare\/file\//);
}

/** The log as it would be, had the lame server been repaired: it says what its sibling says, and nothing is found. */
function repaired(events: readonly Event[]): Event[] {
  const replies = events.filter(({ type }) => type === 'response-received') as (Event & {
    hopId: number;
    message: { rcode: string; question: { name: string; type: string } | null };
  })[];
  const fixed = events.map((event) => {
    if (!isRefused(event)) return event;
    const { question } = event['message'] as { question: { name: string; type: string } };
    const sibling = replies.find(
      ({ message }) =>
        message.rcode === 'NOERROR' &&
        message.question?.name.toLowerCase() === question.name.toLowerCase() &&
        message.question.type === question.type &&
        (message as unknown as { flags: string[] }).flags.includes('aa'),
    );
    return sibling ? { ...event, message: sibling.message } : event;
  });
  const started = { ...fixed[0]!, startedAt: '2026-01-01T00:00:00.000Z' };
  return [started, ...fixed.slice(1)].filter(({ type }) => type !== 'finding-raised');
}

function isRefused(event: Event): boolean {
  return event.type === 'response-received' && (event['message'] as { rcode: string }).rcode === 'REFUSED';
}

async function untilEnded(page: Page): Promise<void> {
  await untilComplete(page);
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
}

async function objections(page: Page): Promise<string[]> {
  // It reads the lines of an SVG card as one word.
  const { violations } = await new AxeBuilder({ page })
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
