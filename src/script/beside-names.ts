import type { ScriptField } from './call-script.ts';
import type { Finding } from './found.ts';
import { isWithin } from './words.ts';

/** "James Orton at Saint Luke's", where both were asked for: who is told beside a place is no part of it. */
export function besideNames(
  findings: readonly Finding[],
  fields: readonly ScriptField[],
  clause: string,
): readonly Finding[] {
  const typeOf = ({ field }: Finding) => fields.find(({ name }) => name === field)?.type;
  const names = findings.filter((one) => typeOf(one) === 'name');
  return findings.map((one) => {
    const name = typeOf(one) === 'text' ? names.find((other) => isWithin(other, one)) : undefined;
    return name === undefined ? one : withoutName(one, name, clause);
  });
}

function withoutName(text: Finding, name: Finding, clause: string): Finding {
  const behind = /^[\s,]*(?:(?:and|it['’]?s|is|are|over|at|from|with|out of)\s+)+(?=\S)/i.exec(
    clause.slice(name.end, text.end),
  );
  const before = /^(.*?\S)[\s,]+(?:(?:with|by|under|and)\s+)+$/i.exec(clause.slice(text.start, name.start));
  const start = behind === null ? text.start : name.end + behind[0].length;
  const end = behind !== null || before?.[1] === undefined ? text.end : text.start + before[1].length;
  const quote = clause.slice(start, end);
  if (quote === text.quote) return text;
  return { ...text, start, end, quote, value: quote, hedged: text.hedged || name.hedged, others: undefined };
}
