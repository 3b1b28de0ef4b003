import { symbolsOf, wordsOf } from './hearing.ts';
import { keypadDigits } from './keypad.ts';
import { chosen } from './choosing.ts';
import type { StepContext } from './step-context.ts';
import { phrases } from './phrases.ts';
import type { Choice, EnterStep } from './scenario-line.ts';
import type { Task } from './scenario-fields.ts';
import { identifierLabel, identifierValue } from './verification.ts';
import * as wording from './wording.ts';

/** After the last key, entry without a pound key is taken as finished. */
const interKeyMs = 4000;

/** An identifier by keys or aloud: right, given up after some times, or a way around it that was chosen. */
export async function playEntry(
  entry: EnterStep,
  context: StepContext,
): Promise<'right' | 'given-up' | Choice> {
  const { line, voice } = context;
  const wanted = wantedDigits(entry, context.matter.task);
  const prompt = entry.say ?? `Please enter ${identifierLabel(entry.field)} followed by the pound key.`;
  for (let time = 0; time < entry.times; time += 1) {
    context.onAsked(entry.field);
    await line.say(prompt, { voice, speaker: 'machine', keysStop: true, voiceStops: entry.spoken });
    const digits = await takeDigits(entry, wanted.length, context);
    if (typeof digits !== 'string') return digits;
    if (digits === '') continue;
    if (entry.readBack && !(await confirmed(digits, entry, context))) continue;
    const right = digits === wanted;
    context.onEntered({ field: entry.field, digits, right });
    if (right) return 'right';
    await line.say(phrases.notFound, { voice, speaker: 'machine' });
  }
  return 'given-up';
}

/** What should be keyed in, in the form that is asked for. */
function wantedDigits(entry: EnterStep, task: Task): string {
  const value = identifierValue(entry.field, task) ?? '';
  const digits = inDateForm(value, entry.date) ?? keypadDigits(value);
  if (entry.last !== undefined) return digits.slice(-entry.last);
  return entry.first === undefined ? digits : digits.slice(0, entry.first);
}

function inDateForm(value: string, form: EnterStep['date']): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(value) ?? [];
  if (year === '') return undefined;
  const forms: Record<EnterStep['date'], string> = {
    MMDDYYYY: `${month}${day}${year}`,
    MMDDYY: `${month}${day}${year.slice(2)}`,
    YYYYMMDD: `${year}${month}${day}`,
  };
  return forms[form];
}

/** Keys up to #, digits said aloud, or a choice that leads around the entry. */
async function takeDigits(entry: EnterStep, length: number, { line }: StepContext): Promise<string | Choice> {
  let digits = '';
  for (;;) {
    const input = await line.next(digits === '' ? entry.timeoutMs : interKeyMs);
    if (input.type === 'silence') return entry.pound === 'required' ? '' : digits;
    const said = input.type === 'key' ? input.digit : input.turn.text;
    const choice = digits === '' ? chosen(entry.choices, said, input.type) : undefined;
    if (choice) return choice;
    if (input.type === 'turn') {
      const spoken = keypadDigits(symbolsOf(wordsOf(input.turn.text)));
      if (entry.spoken && spoken !== '' && digits === '') return spoken;
    } else if (input.digit === '#') return digits;
    else digits += input.digit;
    if (entry.pound === 'none' && digits.length >= length) return digits;
  }
}

async function confirmed(digits: string, entry: EnterStep, { line, voice }: StepContext): Promise<boolean> {
  const say = `You entered ${wording.identifier(digits, 'plain')}. ${phrases.confirmEntry}`;
  for (let time = 0; time < 2; time += 1) {
    await line.say(say, { voice, speaker: 'machine', keysStop: true, voiceStops: true });
    const input = await line.next(entry.timeoutMs);
    if (input.type === 'silence') continue;
    const answer = input.type === 'key' ? input.digit : wordsOf(input.turn.text).join(' ');
    if (answer === '1' || /\b(yes|correct|right|one)\b/u.test(answer)) return true;
    if (answer === '2' || /\b(no|two)\b/u.test(answer)) return false;
  }
  return false;
}
