import type { CallScript, ScriptField, ScriptQuestion } from './call-script.ts';

/**
 * How a question for these fields is put when it was asked `before` times: plainly, then alone or with its alternatives,
 * then with the form that the answer should have, and at last as something to look up.
 */
export function wordingsOf(
  script: CallScript,
  question: ScriptQuestion,
  fields: readonly string[],
  before: number,
): string[] {
  const isWhole = fields.length === question.fields.length;
  const plain = isWhole ? [question.say] : fields.map((name) => question.alone[name] ?? question.say);
  const open = fields.flatMap((name) => script.fields.find((field) => field.name === name) ?? []);
  const again = isWhole && question.again !== undefined ? [question.again] : plain;
  const ways = [
    plain,
    ...(question.again !== undefined || question.fields.length > 1 ? [again] : []),
    open.length === 1 ? [`${again.join(' ')} ${formOf(script, open)}`] : again,
    [lookUp(script, open)],
  ];
  return ways[Math.min(before, ways.length - 1)] ?? plain;
}

/** "Month, day and year, please": what was not understood in somebody's own words is asked for in a form of ours. */
function formOf({ wording }: CallScript, [field]: readonly ScriptField[]): string {
  const { form } = wording;
  switch (field?.type) {
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
      return ['yes', 'no'].every((answer) => field.values.some(({ answers }) => answers === answer))
        ? form.yesOrNo
        : form.choice;
    case 'name':
    case 'text':
    case undefined:
      return form.words;
  }
}

function lookUp({ wording }: CallScript, fields: readonly ScriptField[]): string {
  return wording.lookUp.replaceAll(
    '{field}',
    [...new Set(fields.map(({ label }) => label))].join(' and the '),
  );
}
