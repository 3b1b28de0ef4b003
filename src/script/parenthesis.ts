/** Words with which somebody plays for time, and that are no part of what is told. */
const stalling =
  "(?:um+|uh+|hmm+|well|so|okay|ok|alright|now|let me (?:see|look|check)|let['’]?s see|lemme see)";
const ahead = new RegExp(`^\\s*(?:${stalling},\\s+)+`, 'i');

/** "The plan, let me see, says …": between what it is of and what is told of it. */
const within = new RegExp(
  `(?<=^(?:${stalling},?\\s+)*(?:the|it|its|that|this|his|her|their|your|our|he|she|they|plan|deductible)\\b[^,.;?!]{0,40}),\\s+` +
    `(?:(?:${stalling}|it says(?: here)?|here),?\\s+)*(?:${stalling}|it says(?: here)?),(?=\\s+(?:is|was|are|has|had|says|shows|reads|looks|comes|would be)\\b)`,
  'i',
);

/** A text without what plays for time in it, or ahead of it. It keeps its length. */
export function withoutStalling(text: string): string {
  return withoutParenthesis(text).replace(ahead, blank);
}

export function withoutParenthesis(text: string): string {
  return text.replace(within, blank);
}

function blank(words: string): string {
  return ' '.repeat(words.length);
}
