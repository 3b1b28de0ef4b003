import { representativeField } from './call-script.ts';
import type { Finding } from './found.ts';
import { hear } from './words.ts';

const department =
  '(?:auth|authorizations?|pre ?certification|pre ?cert|claims|benefits|eligibility|credentialing|enrollment|management|relations|services?|support|line|desk|department|team|office|center)';
const endsAsDepartment = new RegExp(`(?:^| )${department}$`);
/** Written as names are at the beginning of a phrase, but none. */
const noName =
  /^(?:press|please|hello|hi|hey|good|thank|thanks|welcome|yes|no|okay|sorry|one|two|three|four|five|six|seven|eight|nine|zero|for|to|if|or|and|say|all|other|otherwise|english|spanish|medical|dental|vision|pharmacy|member|members|provider|providers|hold|closed|now|goodbye|bye|how|what|who|this|status|general|billing|press|everything|anything|representative|operator|someone|somebody|nobody|currently|still|always|recording)$/;

/**
 * The name in a greeting that does not say that it is one: "Prior auth, Opal.", "Opal speaking", "Opal with claims". The
 * recogniser's own commas and capitals tell it from a menu's words.
 */
export function nameInGreeting(text: string): Finding | undefined {
  const found = speaks(text) ?? belongs(text) ?? followsDepartment(text);
  if (found === undefined) return undefined;
  const plain = found.name.toLowerCase();
  if (noName.test(plain) || endsAsDepartment.test(plain)) return undefined;
  return {
    field: representativeField,
    by: 'cue',
    value: found.name,
    quote: found.name,
    hedged: false,
    corrected: false,
    start: found.start,
    end: found.start + found.name.length,
  };
}

interface Named {
  name: string;
  start: number;
}

const name = "([A-Z][a-z]{1,14}(?:[A-Z'][a-z]+)?)";

function speaks(text: string): Named | undefined {
  const match = new RegExp(`(?:^|[,.!] )${name} speaking(?![a-z])`).exec(text);
  return match?.[1] === undefined
    ? undefined
    : { name: match[1], start: text.indexOf(match[1], match.index) };
}

function belongs(text: string): Named | undefined {
  const match = new RegExp(
    `(?:^|[,.!] )${name} (?:with|from|in|at) (?:[a-z]+ ){0,2}${department}(?![a-z])`,
  ).exec(text);
  return match?.[1] === undefined
    ? undefined
    : { name: match[1], start: text.indexOf(match[1], match.index) };
}

function followsDepartment(text: string): Named | undefined {
  for (const match of text.matchAll(new RegExp(`[,.] ${name}(?: here)?(?=[.,!?]|$)`, 'g'))) {
    const before = hear(text.slice(0, match.index)).plain;
    const said = match[1];
    if (said === undefined || !endsAsDepartment.test(before) || before.split(' ').length > 8) continue;
    // Behind the name stands nothing, or somebody's question.
    const after = hear(text.slice(match.index + match[0].length)).plain;
    if (after === '' || /^(?:how|can|may|could|what|who)(?: |$)/.test(after))
      return { name: said, start: match.index + 2 };
  }
  return undefined;
}

/** "Prior auth, Opal." and no more: nobody but a person answers so. */
export function isNamedGreeting(text: string): boolean {
  return followsDepartment(text) !== undefined && nameInGreeting(text) !== undefined;
}
