import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { defaultSimulation, Pixferry, type SimulationOptions } from './program';

interface Options {
  simulation: Partial<SimulationOptions>;
  /** What the console may complain of: browsers write down every answer that is an error. */
  expectedComplaints: RegExp | undefined;
}

interface Fixtures {
  pixferry: Pixferry;
}

/** A page of a server of its own. Whatever a test looks at, these hold besides. */
export const test = base.extend<Options & Fixtures>({
  simulation: [{}, { option: true }],
  expectedComplaints: [undefined, { option: true }],
  pixferry: async ({ simulation }, use) => {
    const pixferry = await Pixferry.start({ ...defaultSimulation, ...simulation });
    await use(pixferry);
    await pixferry.stop();
  },
  baseURL: async ({ pixferry }, use) => use(pixferry.url),
  page: async ({ page, baseURL, expectedComplaints }, use) => {
    const complaints: string[] = [];
    const strangers: string[] = [];
    page.on('console', (message) => {
      const isExpected = expectedComplaints?.test(message.text());
      if (message.type() === 'error' && !isExpected) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const url = request.url();
      const isOurs = url.startsWith(`${baseURL}/`) || /^(data|blob):/.test(url);
      if (!isOurs) strangers.push(url);
    });
    await use(page);
    expect(complaints, 'the console stays clean').toEqual([]);
    expect(strangers, 'no request leaves the origin').toEqual([]);
  },
});

export { expect };

/** Everything that axe knows of WCAG 2.2 AA, on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, impact, nodes }) => ({
    id,
    impact,
    nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
  expect(found).toEqual([]);
}
