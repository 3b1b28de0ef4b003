/** What listeners say while somebody else speaks, without wanting the word. */
const backchannels: ReadonlySet<string> = new Set([
  'ah',
  'alright',
  'good',
  'got it',
  'great',
  'hm',
  'hmm',
  'i see',
  'mhm',
  'mm',
  'mm hm',
  'mm hmm',
  'oh',
  'oh okay',
  'ok',
  'okay',
  'right',
  'sure',
  'uh',
  'uh huh',
  'um',
  'yeah',
  'yep',
  'yes',
]);

/** True where the text is nothing but such sounds. */
export function isBackchannel(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/[^a-z' ]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '');
  let index = 0;
  while (index < words.length) {
    const one = words[index] ?? '';
    const two = `${one} ${words[index + 1] ?? ''}`;
    if (backchannels.has(two)) index += 2;
    else if (backchannels.has(one)) index += 1;
    else return false;
  }
  return true;
}
