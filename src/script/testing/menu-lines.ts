import { dial } from './conversation.ts';
import type { ConversationOptions } from './conversation.ts';

/**
 * What a new call does about the lines of a menu, heard one after the other: keys, and words in quotes. Behind the last
 * of them it is silent for a while.
 */
export function doneAbout(
  lines: readonly string[],
  options: ConversationOptions = {},
  silenceMs = 0,
): string[] {
  const call = dial(options);
  return lines.flatMap((line, index) => {
    const before = call.keys.length;
    const said = call.hears(line);
    const later = index === lines.length - 1 && silenceMs > 0 ? call.waits(silenceMs) : '';
    const words = [said, later].filter((one) => one !== '').map((one) => `"${one}"`);
    return [...call.keys.slice(before), ...words];
  });
}
