// What the journeys do more than once: start a trace, wait for its end, read the picture.
import { type Locator, type Page, expect } from '@playwright/test';

/** Types a name, chooses the lab and starts the trace, as a person does. */
export async function traceInLab(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name to trace' }).fill(name);
  await page.getByRole('combobox', { name: 'Which name servers are asked' }).selectOption({ label: 'Lab' });
  await page.getByRole('button', { name: 'Trace', exact: true }).click();
}

/** Starts a trace that takes more than five seconds, for a server does not answer. It is one of its own: with a size of reply
 *  that no other test offers, it joins none that another has just started. */
export async function traceSlowly(page: Page, origin = ''): Promise<void> {
  const octets = 1300 + Math.floor(Math.random() * 30_000);
  await page.goto(`${origin}/?name=www.lame-timeout.test&profile=lab&edns=${octets}`);
  await expect(page.getByText(/still asking/)).toBeVisible();
}

/** Waits until nothing more will come. */
export async function untilComplete(page: Page): Promise<void> {
  await expect(page.getByText(/complete after/)).toBeVisible();
  await expect(page.getByText(/examining the servers/)).toHaveCount(0);
}

export function graph(page: Page): Locator {
  return page.getByRole('group', { name: /^Delegation of/ });
}

/** The picture as what it shows: every shape's place and words, in order, without what a reader's own selection adds. */
export async function pictureOf(page: Page): Promise<string[]> {
  return graph(page).evaluate(shapesOf);
}

/** Runs in the browser: the shapes below `root` as text. The ground of a file is not part of the scene. */
export function shapesOf(root: ParentNode): string[] {
  return [
    ...root.querySelectorAll(
      'rect:not(.ground), circle:not(.told *), path:not(:is(.told, .way) *), text:not(.way *)',
    ),
  ].map((shape) => {
    const attributes = ['x', 'y', 'width', 'height', 'cx', 'cy', 'r', 'd'].map(
      (name) => shape.getAttribute(name) ?? '',
    );
    return [shape.tagName, ...attributes, shape.textContent].join(' ').replaceAll(/\s+/g, ' ').trim();
  });
}

/** Collects what the page complains about, to be empty at the end. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // That there is no service worker is the wish of the configuration.
    if (message.text().startsWith('Service Worker registration blocked')) return;
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
