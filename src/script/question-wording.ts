import type { CallScript, ScriptField, ScriptQuestion } from './call-script.ts';

/** How often these fields were asked for, and whether an answer was not understood. */
interface AskedBefore {
  before: number;
  unclear: boolean;
  /** The form of the answer was named already. */
  formed: boolean;
}

/**
 * How a question for these fields is put: plainly, or with its alternatives, and at last as something to look up. Where
 * an answer was not understood, the form that it should have is named once.
 */
export function wordingsOf(
  script: CallScript,
  question: ScriptQuestion,
  fields: readonly string[],
  { before, unclear, formed }: AskedBefore,
): { wordings: string[]; formed: boolean } {
  const isWhole = fields.length === question.fields.length;
  const plain = isWhole ? [question.say] : fields.map((name) => question.alone[name] ?? question.say);
  const again = isWhole && question.again !== undefined ? [question.again] : plain;
  const open = fields.flatMap((name) => script.fields.find((field) => field.name === name) ?? []);
  const [only, ...others] = open;
  if (before === 0) return { wordings: plain, formed };
  if (before === 1 && question.again !== undefined) return { wordings: again, formed };
  if (unclear && !formed && only !== undefined && others.length === 0)
    return { wordings: [`${again.join(' ')} ${formOf(script, only)}`], formed: true };
  return { wordings: before === 1 ? again : [lookUp(script, open)], formed };
}

/** "Month, day and year, please": what was not understood in somebody's own words is asked for in a form of ours. */
function formOf({ wording }: CallScript, { type, values }: ScriptField): string {
  const { form } = wording;
  switch (type) {
    case 'date':
      return form.date;
    case 'money':
      return form.money;
    case 'integer':
    case 'percent':
    case 'duration':
    case 'deadline':
      return form.figure;
    case 'identifier':
    case 'code':
    case 'telephone':
      return form.symbols;
    case 'yes_no':
    case 'enum':
      return ['yes', 'no'].every((answer) => values.some(({ answers }) => answers === answer))
        ? form.yesOrNo
        : form.choice;
    case 'name':
    case 'text':
      return form.words;
  }
}

function lookUp({ wording }: CallScript, fields: readonly ScriptField[]): string {
  return wording.lookUp.replaceAll(
    '{field}',
    [...new Set(fields.map(({ label }) => label))].join(' and the '),
  );
}
