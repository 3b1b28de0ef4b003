import type { CallScript, ScriptField } from './call-script.ts';
import type { Finding } from './found.ts';
import { clausesOf } from './words.ts';

/**
 * What names the entry that a value of a list is said of: "line four is P R two oh four" puts the code under 4. A
 * sentence that begins with a key goes on under it, and so do the ones behind it; in one that puts its keys behind
 * ("C O fifty on line one") each value has the next one. By finding; a key names itself.
 */
export function keysOf(
  findings: readonly Finding[],
  text: string,
  script: CallScript,
): ReadonlyMap<Finding, Finding> {
  const keys = new Map<Finding, Finding>();
  for (const list of listsIn(findings, script)) {
    const isKey = ({ field }: Finding) => partOf(field, script)?.key === true;
    const own = findings.filter(({ field }) => partOf(field, script)?.entry?.list === list);
    let under: Finding | undefined;
    for (const { start, text: words } of clausesOf(text)) {
      const here = own
        .filter((one) => one.start >= start && one.start < start + words.length)
        .sort((a, b) => a.start - b.start);
      const [first, last] = [here[0], here.at(-1)];
      const trails = first !== undefined && last !== undefined && !isKey(first) && isKey(last);
      here.forEach((finding, index) => {
        if (isKey(finding)) under = finding;
        const next = here[index + 1];
        const joined = next !== undefined && isKey(next) && joins.test(text.slice(finding.end, next.start));
        const key = !isKey(finding) && (trails || joined) ? here.slice(index).find(isKey) : under;
        if (key !== undefined) keys.set(finding, key);
      });
    }
  }
  return keys;
}

/** "C O fifty on line one": between a value and the key behind it that it is said of. */
const joins =
  /^\s+(?:on|for|under|at|is(?: for| on)?|goes (?:to|with))\s+(?:the\s+)?(?:(?:service|claim|procedure)\s+)?line(?:\s+item)?(?:\s+number)?\s+$/i;

function listsIn(findings: readonly Finding[], script: CallScript): readonly string[] {
  const lists = findings.flatMap(({ field }) => partOf(field, script)?.entry?.list ?? []);
  return [...new Set(lists)];
}

/** The field of a list's part that a finding names. */
export function partOf(name: string, { fields }: CallScript): ScriptField | undefined {
  return fields.find((field) => field.name === name);
}

/** Whether two fields are the same part of the same list, of whichever entries. */
export function isSamePart(one: ScriptField['entry'], other: ScriptField['entry']): boolean {
  return one?.list === other?.list && one?.part === other?.part;
}

/** The part of the first entry, which stands for that part of every entry: the model knows a list's fields by it. */
export function firstEntryOf({ fields }: CallScript, name: string): string {
  const entry = fields.find((field) => field.name === name)?.entry;
  if (entry === undefined) return name;
  const first = fields.find((field) => isSamePart(field.entry, entry) && field.entry?.slot === 1);
  return first?.name ?? name;
}
