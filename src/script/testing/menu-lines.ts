import { dial } from './conversation.ts';
import type { ConversationOptions } from './conversation.ts';

/** What a new call does about the lines of a menu, heard one after the other: keys, and words in quotes. */
export function doneAbout(lines: readonly string[], options: ConversationOptions = {}): string[] {
  const call = dial(options);
  return lines.flatMap((line) => {
    const before = call.keys.length;
    const said = call.hears(line);
    return [...call.keys.slice(before), ...(said === '' ? [] : [`"${said}"`])];
  });
}
