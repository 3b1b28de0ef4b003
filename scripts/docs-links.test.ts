import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Where the links of a page lead that stay within the repository, without the place in the page. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```.*?^```/gms, '');
  return [...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:[a-z][a-z+.-]*:|#|\/)/i.test(target))
    .map((target) => decodeURI(target.replace(/#.*$/, '')));
}

describe('the pages', () => {
  it('have links for this test to follow', () => {
    expect(linksOf('README.md')).toContain('docs/dialing.md');
  });

  it.each(pages)('%s leads only to files that exist', (page) => {
    const lost = linksOf(page).filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(lost).toEqual([]);
  });
});
