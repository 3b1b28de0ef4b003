import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callAbout, doneAbout, waiting } from './testing/entrances.ts';
import type { Call } from './testing/entrances.ts';

/** Rows of a table under its heading. */
function rowsOf(table: string): string[][] {
  const [, ...rows] = readFileSync(`fixtures/entrances/${table}.tsv`, 'utf8').trim().split('\n');
  return rows.map((row) => row.split('\t'));
}

describe('a menu', () => {
  it.each(['menus', 'menu-choices', 'menu-leftovers', 'menu-turns'].flatMap(rowsOf))(
    'about a %s: "%s" %s',
    (about, heard = '', does = '') => {
      const call = callAbout(about as Call);
      const turns = heard.split(' / ');
      const last = turns.pop() ?? '';
      for (const turn of turns) call.hears(turn);
      expect(doneAbout(call, last)).toBe(does);
      expect(call.state.failure).toBeNull();
    },
  );
});

describe('an announcement', () => {
  it.each(rowsOf('announcements'))('"%s" means %s', (heard = '', means = '') => {
    for (const call of [callAbout('claim'), waiting('music')]) {
      expect(doneAbout(call, heard)).toBe('waits');
      expect(call.state.failure?.reason ?? 'nothing').toBe(means);
    }
  });
});

describe('what is said on hold', () => {
  it.each(rowsOf('holds'))('"%s" %s, and is no end of it', (heard = '', does = '') => {
    for (const sound of ['music', 'silence'] as const) {
      const call = waiting(sound);
      expect(doneAbout(call, heard)).toBe(does);
      expect(call.phase).toBe('hold');
    }
  });
});

describe('who picks up', () => {
  it.each(rowsOf('pickups'))('"%s" is a person, %s', (heard = '', name = '') => {
    const call = waiting('silence');
    expect(call.hears(heard)).toContain('automated assistant');
    expect(call.value('repName') ?? '-').toBe(name);
  });
});

describe('what somebody wants before they help', () => {
  it.each(rowsOf('requests'))('about a %s: "%s" is %s', (about, heard = '', wants = '') => {
    const call = callAbout(about as Call);
    call.hears('Thank you for calling Example Health, my name is Angela, how can I help you?');
    const said = call.hears(heard);
    const { lastAsked, lackedLast } = call.state.talk;
    expect([...lastAsked, ...(lackedLast === null ? [] : [`no ${lackedLast}`])].join(' ')).toBe(wants);
    if (!/patient\w*Name/.test(wants)) expect(said).not.toMatch(/Taylor|Brooks/);
  });
});

it.each([
  'Are you the provider or the member?',
  'Are you calling as the member or on behalf of a provider?',
  "Are you calling from the doctor's office or billing company?",
])('"%s" is told for whom we call, and nothing of the patient', (heard) => {
  const call = callAbout('benefits');
  call.hears('Thank you for calling Example Health, my name is Angela, how can I help you?');
  const said = call.hears(heard);
  expect(said).toContain("calling for the provider's office");
  expect(said).not.toMatch(/member I D|Taylor|Brooks/);
});
