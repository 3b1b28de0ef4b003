import { hear } from './words.ts';

/** Our own words are wanted. */
const invites =
  /(?:^| )(?:(?:few|own|couple of) words|(?:reason|purpose) (?:for|of)|(?:tell|ask) (?:me|us)|briefly|describe|(?:what|how)(?:s| is| are| can| may| would| do| did| brings| you)|why (?:you|are|do)|tell(?:ing)?)(?: |$)/;
/** What follows is not all that may be said. */
const examples =
  /(?:^| )(?:for (?:example|instance)|such as|(?:things?|something|anything|words|phrases) like|(?:someone|somebody|people|others|callers|some|you) (?:might|could|would) (?:say|try|ask)|try saying)(?= |$)/;
/** Who calls is told in the words that are listed. */
const ofCallers = /(?:^| )who(?:s| is| are)? (?:you|is|am|are|calling|i)(?: |$)/;

/** The words of an open question up to its examples; all words of others. */
export function beforeExamples(text: string): string {
  const { plain, at } = hear(text);
  const found = listsExamples(text) ? examples.exec(plain) : null;
  return found === null ? text : text.slice(0, at[found.index] ?? text.length);
}

/** "Tell me who's calling, for instance, I'm a member": no name is wanted. */
export function listsCallers(text: string): boolean {
  const { plain } = hear(text);
  return examples.test(plain) && ofCallers.test(plain);
}

/** "Tell me why you're calling. For example, you can say claims": whether what is listed are examples of an open answer. */
export function listsExamples(text: string): boolean {
  const { plain } = hear(text);
  return examples.test(plain) && invites.test(plain) && !ofCallers.test(plain);
}
