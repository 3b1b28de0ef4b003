import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allScopes, organizationWide, roles, scopes, scopesOfRole, scopesWithin } from './access.ts';

/** The table of docs/access.md, as the code has it. */
function table(): string {
  const head = ['Scope', 'What it allows', ...roles, 'within practices'];
  const rows = allScopes.map((scope) => [
    `\`${scope}\``,
    scopes[scope],
    ...roles.map((role) => (scopesOfRole[role].includes(scope) ? 'yes' : '')),
    organizationWide.includes(scope) ? '' : 'yes',
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const narrow = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('the table of who may what', () => {
  it('stands in the documentation as it is in the code', () => {
    const page = narrow(readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8'));
    expect(page).toContain(narrow(table()));
  });

  it('lets nobody do what the role above may not', () => {
    const [owner, manager, reviewer, viewer] = roles.map((role) => scopesOfRole[role]);
    expect(owner).toEqual(allScopes);
    expect(owner).toEqual(expect.arrayContaining([...(manager ?? [])]));
    expect(manager).toEqual(expect.arrayContaining([...(reviewer ?? [])]));
    expect(reviewer).toEqual(expect.arrayContaining([...(viewer ?? [])]));
  });

  it('leaves whoever is limited to practices nothing that concerns all of them', () => {
    expect(scopesWithin(null, allScopes)).toEqual(allScopes);
    const left = scopesWithin(['prac_1'], allScopes);
    expect(left).toContain('tasks:write');
    for (const scope of organizationWide) expect(left).not.toContain(scope);
  });
});
