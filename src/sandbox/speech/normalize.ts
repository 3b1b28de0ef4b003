/** Text as written → lower-case words as spoken, for language model and text mode; and the text a voice should read. */

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function below1000(value: number): string[] {
  if (value === 0) return [];
  if (value < 20) return [ones[value] ?? ''];
  if (value < 100) return [tens[Math.floor(value / 10)] ?? '', ...below1000(value % 10)];
  return [ones[Math.floor(value / 100)] ?? '', 'hundred', ...below1000(value % 100)];
}

function cardinal(value: number): string[] {
  if (value === 0) return ['zero'];
  return [
    ...(value >= 1000 ? [...below1000(Math.floor(value / 1000)), 'thousand'] : []),
    ...below1000(value % 1000),
  ];
}

const digitWords = (digits: string): string[] => digits.split('').map((digit) => ones[Number(digit)] ?? '');

/** Long or zero-led digit strings are identifiers and read digit by digit; short ones are quantities. */
const numberWords = (digits: string): string[] =>
  digits.length > 4 || (digits.length > 1 && digits.startsWith('0'))
    ? digitWords(digits)
    : cardinal(Number(digits));

function spellNumbers(text: string): string {
  return text
    .replace(/\$\s?(\d[\d,]*)(?:\.(\d\d))?/g, (_, dollars: string, cents: string | undefined) =>
      [
        ...cardinal(Number(dollars.replaceAll(',', ''))),
        'dollars',
        ...(cents ? ['and', ...cardinal(Number(cents)), 'cents'] : []),
      ].join(' '),
    )
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/\d+/g, (digits) => ` ${numberWords(digits).join(' ')} `);
}

/** Abbreviations that are spelled out when said. */
const spellAcronyms = (text: string): string =>
  text
    .replace(/\bOK\b/g, 'okay')
    .replace(/\bID\b/g, 'id')
    .replace(/\b[A-Z]{2,5}\b/g, (letters) =>
      /[AEIOUY]/.test(letters) && letters.length > 3 ? letters : letters.split('').join(' '),
    );

/** Lower-case words and single spaces, without punctuation: the form in which recognition answers. */
export function toSpokenWords(text: string): string {
  return spellNumbers(spellAcronyms(text))
    .toLowerCase()
    .replace(/\bx[- ]ray\b/g, 'xray')
    .replace(/[’‘]/g, "'")
    .replace(/&/g, ' and ')
    .replace(/[^a-z' ]+/g, ' ')
    .replace(/\bxray\b/g, 'x-ray')
    .replace(/(^| )'+|'+( |$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Text for the voice: numbers as words, capitals and the punctuation that makes pauses left, a lone A spoken as a letter. */
export function toVoiceText(text: string): string {
  return spellNumbers(text)
    .replace(/[’‘]/g, "'")
    .replace(/\b[Aa](?=,? as in\b|,? like\b|[,;.?!]| [A-Z]\b| dash\b)/g, 'ay')
    .replace(/(?<=\b[A-Z],? )[Aa]\b/g, 'ay')
    .replace(/\s+/g, ' ')
    .trim();
}
