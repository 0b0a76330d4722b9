// What assistive technology finds on the page, in each of its states and in both themes: nothing to object to.
import { AxeBuilder } from '@axe-core/playwright';
import { type APIRequestContext, type Page, expect, test } from '@playwright/test';
import { graph, traceInLab, traceSlowly, untilComplete } from './journey.ts';
import {
  crowdedServer,
  deletedTrace,
  failedTrace,
  heldStart,
  uploadedTrace,
  withoutIpv6,
} from './odd-states.ts';
import { dropFile, eventLogText, recordedEvents } from './trace-file.ts';

const STATES: Readonly<Record<string, (page: Page, request: APIRequestContext) => Promise<void>>> = {
  empty: async (page) => {
    await page.goto('/');
    await expect(page.getByRole('listitem').first()).toBeVisible();
  },
  starting: async (page) => {
    await heldStart(page);
    await page.goto('/?name=www.healthy.test&profile=lab');
    await expect(page.getByRole('link', { name: 'Cancel' })).toBeVisible();
  },
  running: async (page) => {
    await traceSlowly(page);
  },
  'reconnecting, then offline': async (page) => {
    await page.goto('/');
    await page.route('**/api/traces/*/events', (route) => route.abort());
    await traceInLab(page, 'www.lame-timeout.test');
    await expect(page.getByText(/connection lost at event \d+, resuming…/)).toBeVisible();
    await page.context().setOffline(true);
    await expect(page.getByText(/you are offline/)).toBeVisible();
  },
  done: async (page) => {
    await page.goto('/');
    await traceInLab(page, 'www.missing-glue.test');
    await untilComplete(page);
  },
  'the legend of the picture': async (page) => {
    await page.goto('/gallery/shop?view=graph');
    await page.getByRole('button', { name: 'What the lines and signs mean' }).click();
    await expect(page.getByRole('dialog', { name: 'In this picture' })).toBeVisible();
  },
  'done with holes, from a file': async (page, request) => {
    const events = await recordedEvents(request, 'www.healthy.test');
    await page.goto('/');
    await dropFile(page, 'no-ipv6.ndjson', eventLogText(withoutIpv6(events)));
    await expect(page.getByText(/not tested/).first()).toBeVisible();
  },
  'failed by our fault': async (page, request) => {
    await failedTrace(page, await recordedEvents(request, 'www.healthy.test'));
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  },
  refused: async (page) => {
    await page.goto('/');
    await traceInLab(page, 'two words');
    await expect(page.getByRole('alert')).toBeVisible();
  },
  'not found': async (page) => {
    await page.goto('/t/aaaaaaaaaaaaaaaaaaaaaaaaaa');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('no trace');
  },
  'waiting for its turn': async (page, request) => {
    await crowdedServer(request, 2);
    await page.goto('/?name=www.healthy.test&profile=lab&edns=1400');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  },
  'a report of our fault': async (page, request) => {
    await failedTrace(page, await recordedEvents(request, 'www.healthy.test'));
    await page.getByRole('button', { name: 'Report' }).click();
    await expect(page.getByRole('link', { name: 'Write the mail' })).toBeVisible();
  },
  'a file that may be uploaded': async (page, request) => {
    const events = await recordedEvents(request, 'www.healthy.test');
    await page.goto('/');
    await dropFile(page, 'trace.ndjson', eventLogText(events));
    await expect(page.getByRole('button', { name: 'Upload' })).toBeVisible();
  },
  uploaded: async (page, request) => {
    await page.goto(await uploadedTrace(request));
    await expect(page.getByText(/^Uploaded from a file/)).toBeVisible();
  },
  deleted: async (page, request) => {
    await page.goto(await deletedTrace(request));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('deleted');
  },
  'a finding selected, its octets shown': async (page) => {
    await page.goto('/gallery/lame-refused');
    await page.getByRole('button', { name: /Lame: refused/ }).click();
    await page.getByRole('button', { name: 'Hex', exact: true }).click();
    await expect(page.getByLabel('The octets of the reply')).toBeVisible();
  },
  'a zone selected, its records': async (page) => {
    await page.goto('/gallery/shop?sel=zone:shop.test&tab=records');
    await expect(page.getByRole('tabpanel', { name: 'Records' })).toBeVisible();
  },
  'a zone selected, its packets': async (page) => {
    await page.goto('/gallery/shop?sel=zone:shop.test&tab=packets');
    await expect(page.locator('.packet-group').first()).toBeVisible();
  },
  'a zone selected, explained': async (page) => {
    await page.goto('/gallery/shop?sel=zone:shop.test&tab=explain');
    await page.getByText('The words used here').click();
    await expect(page.locator('.words dt').first()).toBeVisible();
  },
  'a finding selected, explained': async (page) => {
    await page.goto('/gallery/shop?sel=finding:1&tab=explain');
    await expect(page.getByText('The same elsewhere')).toBeVisible();
  },
  'a lame address selected, a flag explained': async (page) => {
    await page.goto('/gallery/shop?sel=address:shop.test:203.0.113.63');
    await page.locator('.inspector').getByRole('button', { name: 'qr', exact: true }).click();
    await expect(page.getByText('qr: this is a response')).toBeVisible();
  },
  'a query selected': async (page) => {
    await page.goto('/gallery/shop?sel=hop:14');
    await expect(page.locator('.reply-head')).toBeVisible();
  },
  'a query selected on a phone, its records': async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/gallery/shop?sel=hop:14&tab=records');
    await expect(page.getByRole('tabpanel', { name: 'Records' })).toBeVisible();
  },
  'the outline': async (page) => {
    await page.goto('/gallery/shop?view=outline');
    await expect(page.getByRole('treegrid')).toBeVisible();
  },
  'the records': async (page) => {
    await page.goto('/gallery/shop?dock=records');
    await expect(page.getByRole('region', { name: 'Records', exact: true })).toBeVisible();
  },
  'the log': async (page) => {
    await page.goto('/gallery/shop?dock=log&ev=40');
    await expect(page.getByRole('region', { name: 'Log' }).getByRole('listitem').first()).toBeVisible();
  },
  'the text': async (page) => {
    await page.goto('/gallery/shop?dock=text');
    await expect(page.getByRole('region', { name: 'Text' })).toContainText(';; VERDICT:');
  },
  'every card unfolded, only problems': async (page) => {
    await page.goto('/gallery/shop?only=problems');
    await expect(graph(page)).toBeVisible();
    await page.locator('body').press('x');
  },
  'a replay': async (page) => {
    await page.goto('/gallery/shop?ev=40');
    await expect(page.getByRole('button', { name: 'End the replay' })).toBeVisible();
  },
  'a name that is read otherwise than typed': async (page) => {
    await page.goto('/');
    await page.getByRole('textbox', { name: 'Name to trace' }).fill('https://bücher.test/');
    await expect(page.locator('.trace-reading')).toBeVisible();
  },
  'A and AAAA together': async (page) => {
    await page.goto('/?name=www.missing-glue.test&type=A,AAAA&profile=lab');
    await untilComplete(page);
    await expect(page.getByRole('navigation', { name: 'Types that were traced together' })).toBeVisible();
  },
  'a phone, what it took unfolded': async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/gallery/shop');
    await page.getByText(/queries · complete after/).click();
    await expect(page.getByText(/asked from/)).toBeVisible();
  },
  'a zone selected, all queries shown': async (page) => {
    await page.goto('/gallery/behind?sel=zone:behind.test');
    await page.getByRole('button', { name: 'All queries' }).click();
    await expect(page.getByText('2 versions')).toBeVisible();
  },
  'every query unfolded, and a part of the time': async (page) => {
    await page.goto('/gallery/shop');
    await page.getByRole('button', { name: 'All queries', exact: true }).click();
    await page.getByRole('button', { name: 'Unfold all', exact: true }).click();
    await page.getByRole('button', { name: 'Closer in time' }).click();
    await expect(page.getByRole('button', { name: 'Whole time' })).toBeVisible();
  },
  'the picture on a phone': async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/gallery/shop?view=graph');
    await expect(graph(page)).toBeVisible();
  },
  'the picture from afar': async (page) => {
    await page.goto('/gallery/shop');
    await expect(graph(page)).toBeVisible();
    for (let presses = 0; presses < 4; presses += 1) await page.locator('body').press('-');
    await expect(graph(page).getByRole('button', { name: /^zone root/ })).toBeVisible();
  },
  'the options': async (page) => {
    await page.goto('/');
    await page.getByRole('button', { name: /^Options/ }).click();
    await expect(page.getByRole('textbox', { name: 'Zone' })).toBeVisible();
  },
  'the palette': async (page) => {
    await page.goto('/gallery/shop');
    await expect(graph(page)).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Command' })).toBeVisible();
  },
  'the keys': async (page) => {
    await page.goto('/gallery/shop');
    await expect(graph(page)).toBeVisible();
    await page.locator('body').press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
};

for (const [state, reach] of Object.entries(STATES)) {
  test(`${state}: nothing to object to, light and dark`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await reach(page, request);
    expect(await objectionsTo(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await objectionsTo(page)).toEqual([]);
  });
}

/** What axe objects to, as `rule: element`. One rule is left out: it reads the lines of an SVG card as one word without
 *  spaces, and then misses that word in the card's name. */
async function objectionsTo(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
