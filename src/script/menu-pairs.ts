import type { Action } from './menu-keys.ts';
import type { Marked } from './menu-marks.ts';

/** What is so of a thing that was counted, and what a thing is that was spoken of: no name of a choice. */
const predicate =
  /^(?:the|a|an|my|his|her|their|your|our|no|not|also|still|just|only|already|on|in|out|at|by|from|of|with|it|that|this|all|more|less|enough|left|over|due|met|okay|fine|good|ready|pending|active|inactive|open|closed|valid|missing|available|complete|primary|secondary|tertiary|done|paid|one|[a-z]+ed)(?: |$)|(?:^| )(?:is|are|was|were|has|have|does|denied|approved|paid|pending)(?: |$)/;
/** Who has counted something, and tells of each. */
const counting = /(?:^| )(?:i|we|he|she|they|it|theres|ive|weve|has|had|his|her)(?: |$)/;
const verb = /^ (?:is|are|means|equals)(?= (?!for |to ))/;

/** "One is claims", "two's benefits": where the verb behind a key ends, if its words name a choice. */
export function definitionAt(
  { plain, breaks, commas }: Marked,
  start: number,
  end: number,
  contracted: boolean,
): number | undefined {
  const opens = start === 0 || commas.has(start - 1) || /(?:^| )(?:and|or) $/.test(plain.slice(0, start));
  const said = contracted ? '' : verb.exec(plain.slice(end))?.[0];
  if (!opens || said === undefined || commas.has(end + (contracted ? 0 : said.length))) return undefined;
  const from = end + said.length;
  const until = [...commas].filter((place) => place > from).sort((a, b) => a - b)[0] ?? plain.length;
  const head = plain.slice(0, start).trim();
  const lead = head.slice(Math.max(-1, ...[...breaks].filter((place) => place < head.length)) + 1);
  if (counting.test(lead) || predicate.test(plain.slice(from, until).trim())) return undefined;
  return from;
}

const numbers =
  /(?:^| )(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred|thousand)(?: |$)/;
const telling =
  /(?:^| )(?:i|im|we|he|she|they|it|its|is|are|was|were|has|have|had|got|need|needs|needed|see|saw|only|just|used|sent|paid|denied|approved|gave|says|said|than|per|if|then|and then|plus|minus)(?: |$)/;
/** Names of a choice are short. */
const mostWords = 6;

/** "Credentialing one, roster changes two": nothing but names and keys, each with a pause behind it, up to the end. */
export function isPairList({ plain, breaks, commas }: Marked, keys: readonly Action[]): boolean {
  const labels = keys.map(({ start }, at) => {
    const from = keys[at - 1]?.end ?? Math.max(0, ...[...breaks].filter((place) => place < start));
    return plain
      .slice(from, start)
      .trim()
      .replace(/^(?:and|or) /, '');
  });
  const last = keys.at(-1);
  if (keys.length < 2 || last === undefined) return false;
  const ends = last.end === plain.length || breaks.has(last.end);
  const paused = keys.every(
    ({ end }) => end === last.end || commas.has(end) || /^ (?:and|or) /.test(plain.slice(end)),
  );
  const named = labels.every(
    (label) =>
      label !== '' && label.split(' ').length <= mostWords && !numbers.test(label) && !telling.test(label),
  );
  return ends && paused && named && new Set(labels).size === labels.length;
}

const forYes = /^ (?:for (?:yes|no)|if (?:so|yes|not|no|you are|you do|you arent|you dont|it is))(?= |$)/;
const ifYes = /(?:^| )(?:for (?:yes|no)|if (?:so|yes|not|no|you are|you do|it is)) $/;

/** "One for yes": said behind the key. */
export function isForYes(behind: string): boolean {
  return /^ for (?:yes|no)(?= |$)/.test(behind);
}

/** "Are you a provider? One for yes": the key for an answer to a question. */
export function isVerdict({ plain, breaks, commas, questions }: Marked, { start, end }: Action): boolean {
  const asked = [...questions].some((place) => place < start);
  const ends = end === plain.length || breaks.has(end) || commas.has(end);
  return asked && (forYes.test(plain.slice(end)) || (ends && ifYes.test(plain.slice(0, start))));
}
