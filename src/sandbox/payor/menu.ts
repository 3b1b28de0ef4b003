import type { HoldStep, EnterStep, MenuStep, Step } from './scenario-line.ts';
import type { Scenario } from './scenario.ts';
import type { Line } from './line.ts';
import { symbolsOf, wordsOf } from './hearing.ts';
import { phrases } from './phrases.ts';
import type { Voice } from './speech-port.ts';
import * as wording from './wording.ts';

/** What the steps of a line need besides the line itself. */
export interface StepContext {
  line: Line;
  task: Scenario['task'];
  voice: Voice;
  /** Holds take their demo length where they have one. */
  shortHolds: boolean;
  onPhase(phase: 'menu' | 'hold'): void;
  onEntered(entry: { field: string; digits: string; right: boolean }): void;
}

type StepEnd = 'on' | 'hangup';

/** Plays the steps in order; 'hangup' where one of them ended the call. */
export async function playSteps(steps: readonly Step[], context: StepContext): Promise<StepEnd> {
  for (const step of steps) {
    const end = await playStep(step, context);
    if (end === 'hangup') return end;
  }
  return 'on';
}

async function playStep(step: Step, context: StepContext): Promise<StepEnd> {
  if ('hold' in step) {
    context.onPhase('hold');
    await playHold(step.hold, context);
    return 'on';
  }
  context.onPhase('menu');
  if ('say' in step) {
    await context.line.say(step.say, { voice: context.voice, speaker: 'machine' });
    return 'on';
  }
  if ('menu' in step) return playMenu(step.menu, context);
  if ('enter' in step) return playEntry(step.enter, context);
  return 'hangup';
}

async function playMenu(menu: MenuStep, context: StepContext): Promise<StepEnd> {
  const { line, voice } = context;
  const spoken = menu.choices.some((choice) => choice.words.length > 0);
  for (let time = 0; time < menu.times; time += 1) {
    await line.say(menu.say, { voice, speaker: 'machine', keysStop: true, voiceStops: spoken });
    for (;;) {
      const input = await line.next(menu.timeoutMs);
      if (input.type === 'silence') break;
      const choice =
        input.type === 'key'
          ? menu.choices.find(({ key }) => key === input.digit)
          : menu.choices.find(({ words }) => words.some((phrase) => holdsPhrase(input.turn.text, phrase)));
      if (choice) {
        line.forget();
        return playSteps(choice.steps, context);
      }
      // Nobody answers talk where the menu only takes keys.
      if (input.type === 'turn' && !spoken) continue;
      await line.say(phrases.invalidEntry, { voice, speaker: 'machine' });
      break;
    }
  }
  return giveUp(context);
}

function holdsPhrase(text: string, phrase: string): boolean {
  return ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(phrase).join(' ')} `);
}

async function giveUp({ line, voice }: StepContext): Promise<StepEnd> {
  await line.say(phrases.menuGivesUp, { voice, speaker: 'machine' });
  return 'hangup';
}

async function playEntry(entry: EnterStep, context: StepContext): Promise<StepEnd> {
  const { line, voice } = context;
  const wanted = keysFor(entry.field, context.task);
  const prompt = entry.say ?? `Please enter ${entryLabel(entry.field)} followed by the pound key.`;
  for (let time = 0; time < entry.times; time += 1) {
    await line.say(prompt, { voice, speaker: 'machine', keysStop: true, voiceStops: true });
    const digits = await takeDigits(entry, context);
    if (digits === '') continue;
    if (entry.readBack && !(await confirmed(digits, entry, context))) continue;
    const right = digits === wanted;
    context.onEntered({ field: entry.field, digits, right });
    if (right) return 'on';
    await line.say(phrases.notFound, { voice, speaker: 'machine' });
  }
  return giveUp(context);
}

/** After the last key, entry without a pound key is taken as finished. */
const interKeyMs = 4000;

/** Keys up to #, or digits said aloud. */
async function takeDigits(entry: EnterStep, { line }: StepContext): Promise<string> {
  let digits = '';
  for (;;) {
    const input = await line.next(digits === '' ? entry.timeoutMs : interKeyMs);
    if (input.type === 'silence') return digits;
    if (input.type === 'turn') {
      const said = symbolsOf(wordsOf(input.turn.text)).replace(/[a-z]/gu, keypadDigit);
      if (said !== '' && digits === '') return said;
    } else if (input.digit === '#') return digits;
    else digits += input.digit;
  }
}

async function confirmed(digits: string, entry: EnterStep, { line, voice }: StepContext): Promise<boolean> {
  const say = `You entered ${wording.identifier(digits, 'plain')}. ${phrases.confirmEntry}`;
  for (let time = 0; time < 2; time += 1) {
    await line.say(say, { voice, speaker: 'machine', keysStop: true, voiceStops: true });
    const input = await line.next(entry.timeoutMs);
    if (input.type === 'silence') continue;
    const answer = input.type === 'key' ? input.digit : input.turn.text;
    if (answer === '1' || /\b(yes|correct|right|one)\b/u.test(answer)) return true;
    if (answer === '2' || /\b(no|two)\b/u.test(answer)) return false;
  }
  return false;
}

function keysFor(field: EnterStep['field'], task: Scenario['task']): string {
  const { inputs } = task;
  switch (field) {
    case 'npi':
      return inputs.npi;
    case 'taxId':
      return inputs.taxId;
    case 'memberId':
      return inputs.memberId.toLowerCase().replace(/[a-z]/gu, keypadDigit);
    case 'claimNumber':
      return (inputs.claimNumber ?? '').toLowerCase().replace(/[a-z]/gu, keypadDigit);
    case 'patientDateOfBirth':
      return monthFirst(inputs.patientDateOfBirth);
    case 'dateOfService':
      return monthFirst(inputs.dateOfService);
  }
}

/** ISO date → MMDDYYYY. */
function monthFirst(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${month}${day}${year}`;
}

function keypadDigit(letter: string): string {
  return '22233344455566677778889999'[letter.charCodeAt(0) - 97] ?? '';
}

function entryLabel(field: EnterStep['field']): string {
  switch (field) {
    case 'npi':
      return 'your N P I';
    case 'taxId':
      return 'your tax I D';
    case 'memberId':
      return 'the member I D';
    case 'claimNumber':
      return 'the claim number';
    case 'patientDateOfBirth':
      return "the patient's date of birth";
    case 'dateOfService':
      return 'the date of service';
  }
}

async function playHold(hold: HoldStep, { line, voice, shortHolds }: StepContext): Promise<void> {
  const endMs = line.nowMs + (shortHolds ? (hold.demoMs ?? hold.ms) : hold.ms);
  line.background('music');
  let nextMs = line.nowMs + hold.firstMs;
  for (let turn = 0; hold.announcements.length > 0 && nextMs < endMs; turn += 1) {
    await line.pause(nextMs - line.nowMs);
    const text = hold.announcements[turn % hold.announcements.length] ?? '';
    // The music makes way for the voice, as it does on a real line.
    line.background('silence');
    await line.say(text, { voice, speaker: 'machine' });
    line.background('music');
    nextMs = line.nowMs + hold.everyMs;
  }
  if (endMs > line.nowMs) await line.pause(endMs - line.nowMs);
  line.background('silence');
  line.forget();
}
