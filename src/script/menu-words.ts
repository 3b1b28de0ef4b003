import type { CallScript } from './call-script.ts';
import { hear, says } from './words.ts';

/** One choice of a menu: the keys to press and the words that describe it. */
export interface MenuOption {
  key: string;
  label: string;
}

const keyNames: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  one: '1',
  won: '1',
  two: '2',
  to: '2',
  too: '2',
  three: '3',
  four: '4',
  for: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  ate: '8',
  nine: '9',
  star: '*',
  pound: '#',
  hash: '#',
};

const pressWords =
  /(?<![a-z0-9])(?:press|dial|select|push|option)(?: or say)?(?: the)?(?: number| key)? ([0-9]|[a-z]+)(?: key)?(?![a-z0-9])/g;

/** "For X, press N" and "press N for X", as many as there are. */
export function optionsOf(text: string): MenuOption[] {
  const { plain } = hear(text);
  const found = [...plain.matchAll(pressWords)].flatMap((match) => {
    const word = match[1] ?? '';
    const key = /^\d$/.test(word) ? word : keyNames[word];
    return key === undefined ? [] : [{ key, start: match.index, end: match.index + match[0].length }];
  });
  const first = found[0];
  if (first === undefined) return [];
  const last = found.at(-1) ?? first;
  const leads = (words: string) => /^ ?(?:for|to|if) /.test(words);
  // "Press N for X" leaves words behind the last key and none of a choice before the first.
  const behind =
    leads(plain.slice(first.end)) &&
    leads(plain.slice(last.end)) &&
    !/(?:^| )(?:for|to|if) /.test(plain.slice(0, first.start).replace(/thank you for calling/, ''));
  return found.map(({ key, start, end }, index) => {
    const label = behind
      ? plain.slice(end, found[index + 1]?.start ?? plain.length)
      : plain.slice(found[index - 1]?.end ?? 0, start);
    return { key, label: label.trim() };
  });
}

/** The option that serves the first goal of the script that any option serves; nothing where none does. */
export function chooseOption(script: CallScript, options: readonly MenuOption[]): MenuOption | undefined {
  for (const goal of script.goals) {
    const option = options.find(({ label }) => {
      const heard = hear(label);
      return says(heard, goal.patterns) && !says(heard, goal.not) && !says(heard, script.avoid);
    });
    if (option !== undefined) return option;
  }
  return undefined;
}

/** What to say to a menu that listens for words. */
export function spokenChoice(script: CallScript, text: string): string | undefined {
  const heard = hear(text);
  return script.goals.find((goal) => says(heard, goal.patterns))?.say ?? script.goals[0]?.say;
}
