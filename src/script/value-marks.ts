import { rememberingLastFew } from '../kernel/last-few.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import type { Mark } from './bind.ts';
import type { GroundContext } from './found.ts';
import { overlaps, places } from './words.ts';
import type { Heard } from './words.ts';

export type ValueType = ScriptField['type'];

/** Types whose words also claim each other's values: a date is no deadline, a fax number no reference. */
const families: readonly (readonly ValueType[])[] = [
  ['integer', 'duration', 'deadline'],
  ['date', 'deadline'],
  ['identifier', 'telephone', 'code'],
];

export const otherSubject = '(something else)';

/** Words that say what a value is of: the fields' own, other things' and the facets'. */
export function subjectMarks(heard: Heard, type: ValueType, script: CallScript): Mark[] {
  const family = new Set([type, ...families.filter((types) => types.includes(type)).flat()]);
  const own = script.fields.filter((field) => family.has(field.type) && (field.entry?.slot ?? 1) === 1);
  const named = new Set(script.fields.map(({ name }) => name));
  const ofFields = own.flatMap((field) => marks(heard, field.cues, field.name));
  return [
    ...ofFields,
    ...script.grounding.facets
      .filter(({ subject }) => subject)
      .flatMap(({ name, values }) =>
        marksOf(
          heard,
          values.filter(({ value }) => own.some(({ facets }) => facets[name] === value)),
        ),
      ),
    ...marks(heard, script.distractors[type] ?? [], otherSubject),
    // What we tell them is not what they tell us; "the fax number" may be either, "your fax number" is ours.
    ...script.identifiers
      .filter(({ name, kind }) => !named.has(name) && family.has(kindOf(kind)))
      .flatMap(({ cues }) => marks(heard, cues, otherSubject))
      .filter((ours) => type !== 'deadline' || !countedFrom.test(heard.text.slice(0, ours.start)))
      .filter(
        (ours) =>
          /^(?:your|the (?:practice|office|provider))/i.test(heard.text.slice(ours.start)) ||
          !ofFields.some((mark) => overlaps(mark, ours)),
      ),
  ];
}

/** "One year from the date of service": where the time is counted from. */
const countedFrom = /\b(?:from|after|of|following)\s+(?:(?:the|your|his|her|their|that)\s+)?$/i;

function kindOf(kind: CallScript['identifiers'][number]['kind']): ValueType {
  return kind === 'letters' || kind === 'words' ? 'text' : kind;
}

export function marksOf(
  heard: Heard,
  values: readonly { value: string; patterns: readonly string[] }[],
): Mark[] {
  return values.flatMap(({ value, patterns }) => marks(heard, patterns, value));
}

const patternsOfName = rememberingLastFew(
  1,
  (name: string): readonly string[] => [`${name}s?`],
  (name) => name,
);

/** "For just Sidney it's eight hundred": whose a value is, by name; as a name is written. */
export function nameMarks(
  heard: Heard,
  values: readonly { value: string; input?: string | undefined }[],
  { inputs = {} }: GroundContext,
): Mark[] {
  return values.flatMap(({ value, input }) => {
    const name = input === undefined ? '' : String(inputs[input] ?? '').toLowerCase();
    return /^[a-z]{2,}$/.test(name)
      ? marks(heard, patternsOfName(name), value).filter(({ start }) =>
          /[A-Z]/.test(heard.text.charAt(start)),
        )
      : [];
  });
}

/** "Fifty, same as urgent care": what a value is only likened to. */
const compares =
  /\b(?:same|just)(?: (?:number|amount|figure|thing|one|dollar amount))? as\s+(?:for\s+)?(?:the |a |an |his |her |their )?$/i;

/** "Area code eight eight eight": a part of a telephone number, and no code. */
const ofNumber = /\barea\s+$/i;

/** "It's fifteen hundred but I can't see what's been met": what they do not know, or look for, is said of nothing. */
const unseen =
  /\b(?:can['’]?t|cannot|don['’]?t|do not|couldn['’]?t|not able to|unable to|let me|lemme|i['’]?ll|need to|have to)\s+(?:(?:really|even|actually|just|go|to|see|check|tell|find|find out|look|look up|know|pull up|get|show|say|have)\s+)+(?:you\s+)?(?:what['’]?s?|how (?:much|many)(?: of (?:it|that))?)\b[^.,;]{0,30}$/i;

function marks(heard: Heard, patterns: readonly string[], meaning: string): Mark[] {
  return places(heard, patterns)
    .filter(({ start }) => !compares.test(heard.text.slice(0, start)))
    .filter(({ start }) => !ofNumber.test(heard.text.slice(0, start)))
    .filter(({ start }) => !unseen.test(heard.text.slice(0, start)))
    .map((span) => ({ ...span, meaning }));
}
