import type { usStates } from '../kernel/us-states.ts';
import { hear } from './words.ts';

type State = (typeof usStates)[number];

const names: Record<State, string> = {
  AL: 'alabama',
  AK: 'alaska',
  AZ: 'arizona',
  AR: 'arkansas',
  CA: 'california',
  CO: 'colorado',
  CT: 'connecticut',
  DE: 'delaware',
  DC: 'district of columbia',
  FL: 'florida',
  GA: 'georgia',
  HI: 'hawaii',
  ID: 'idaho',
  IL: 'illinois',
  IN: 'indiana',
  IA: 'iowa',
  KS: 'kansas',
  KY: 'kentucky',
  LA: 'louisiana',
  ME: 'maine',
  MD: 'maryland',
  MA: 'massachusetts',
  MI: 'michigan',
  MN: 'minnesota',
  MS: 'mississippi',
  MO: 'missouri',
  MT: 'montana',
  NE: 'nebraska',
  NV: 'nevada',
  NH: 'new hampshire',
  NJ: 'new jersey',
  NM: 'new mexico',
  NY: 'new york',
  NC: 'north carolina',
  ND: 'north dakota',
  OH: 'ohio',
  OK: 'oklahoma',
  OR: 'oregon',
  PA: 'pennsylvania',
  RI: 'rhode island',
  SC: 'south carolina',
  SD: 'south dakota',
  TN: 'tennessee',
  TX: 'texas',
  UT: 'utah',
  VT: 'vermont',
  VA: 'virginia',
  WA: 'washington',
  WV: 'west virginia',
  WI: 'wisconsin',
  WY: 'wyoming',
  PR: 'puerto rico',
  VI: 'virgin islands',
  GU: 'guam',
  AS: 'american samoa',
  MP: 'northern mariana islands',
};

/** The states by their codes, with their names as patterns: "Virginia" does not stand in "West Virginia". */
const states = Object.entries(names).map(([code, name]) => ({
  code,
  words: new RegExp(`(?<![a-z])(?<!west )${name}(?![a-z])`),
}));

const lowerCaseNames = new Set(Object.values(names));

/** Whether a word or two are the name of a state. */
export function isStateName(words: string): boolean {
  return lowerCaseNames.has(words.toLowerCase());
}

/** A state's name by its two letters; what is no such code stays as it is. */
export function stateNamed(code: string): string {
  const found = Object.entries(names).find(([one]) => one === code)?.[1];
  return found?.replace(/\b(?!of\b)[a-z]/g, (letter) => letter.toUpperCase()) ?? code;
}

/** States that a line names in words, or an address by its two letters before the postal code; by their codes. */
export function statesIn(text: string): string[] {
  const { plain } = hear(text);
  const coded = /(?:^|,\s*|\s)([A-Z]{2})\.?(?:\s+\d{5}(?:-\d{4})?)?\s*$/.exec(text)?.[1];
  if (coded !== undefined && coded in names) return [coded];
  return states.filter(({ words }) => words.test(plain)).map(({ code }) => code);
}
