import { chosen } from './choosing.ts';
import { playEntry } from './entry.ts';
import { playHold } from './hold.ts';
import { phrases } from './phrases.ts';
import type { AnswerStep, EnterStep, HoldStep, MenuStep, OfferStep, Step } from './scenario-line.ts';
import type { Line } from './line.ts';
import type { StepContext } from './step-context.ts';
import { machineAnswer } from './machine-answer.ts';

/** How steps ended: by going on, by the end of the call, or towards a mark. */
export type StepEnd = 'on' | 'hangup' | { goTo: string };

/** A caller who goes round in circles is left after so many jumps. */
const mostJumps = 12;

/** Plays the line's own steps in order, with their jumps. */
export async function playSteps(steps: readonly Step[], context: StepContext): Promise<'on' | 'hangup'> {
  let from = 0;
  for (let jumps = 0; jumps <= mostJumps; jumps += 1) {
    const end = await playInOrder(steps.slice(from), context);
    if (typeof end === 'string') return end;
    from = Math.max(
      0,
      steps.findIndex((step) => 'mark' in step && step.mark === end.goTo),
    );
  }
  return 'hangup';
}

async function playInOrder(steps: readonly Step[], context: StepContext): Promise<StepEnd> {
  for (const step of steps) {
    const end = await playStep(step, context);
    if (end !== 'on') return end;
  }
  return 'on';
}

async function playStep(step: Step, context: StepContext): Promise<StepEnd> {
  if ('hold' in step) {
    context.onPhase('hold');
    return playWait(step.hold, context);
  }
  context.onPhase('menu');
  if ('say' in step) {
    await tell(step.say, context);
    return 'on';
  }
  if ('menu' in step) return playMenu(step.menu, context);
  if ('enter' in step) return playEnter(step.enter, context);
  if ('answer' in step) return playAnswer(step.answer, context);
  if ('offer' in step) return playOffer(step.offer, context);
  if ('voicemail' in step) {
    await tell(step.voicemail.say, context);
    await playTone('beep', beepMs, context);
    await context.line.pause(step.voicemail.recordMs);
    return 'hangup';
  }
  if ('fax' in step) {
    await playTone('fax', step.fax.ms, context);
    return 'hangup';
  }
  if ('goTo' in step) return { goTo: step.goTo };
  if ('pauseMs' in step) await context.line.pause(step.pauseMs);
  return 'hangup' in step ? 'hangup' : 'on';
}

const beepMs = 400;

async function tell(text: string, { line, voice }: StepContext): Promise<void> {
  await line.say(text, { voice, speaker: 'machine' });
}

async function playTone(kind: 'beep' | 'fax', ms: number, { line }: StepContext): Promise<void> {
  line.background(kind);
  await line.pause(ms);
  line.background('silence');
}

async function playMenu(menu: MenuStep, context: StepContext): Promise<StepEnd> {
  const { line, voice } = context;
  const spoken = menu.choices.some((choice) => choice.words.length > 0);
  for (let time = 0; time < menu.times; time += 1) {
    await line.say(menu.say, { voice, speaker: 'machine', keysStop: true, voiceStops: spoken });
    for (;;) {
      const input = await line.next(menu.timeoutMs);
      if (input.type === 'silence') break;
      const choice = chosen(menu.choices, input.type === 'key' ? input.digit : input.turn.text, input.type);
      if (choice) {
        line.forget();
        if (choice.repeat) {
          time -= 1;
          break;
        }
        return playInOrder(choice.steps, context);
      }
      // Nobody answers talk where the menu only takes keys.
      if (input.type === 'turn' && !spoken) continue;
      await tell(menu.invalid, context);
      break;
    }
  }
  return giveUp(menu.otherwise, context);
}

async function giveUp(otherwise: readonly Step[] | undefined, context: StepContext): Promise<StepEnd> {
  if (otherwise !== undefined) return playInOrder(otherwise, context);
  await tell(phrases.menuGivesUp, context);
  return 'hangup';
}

async function playEnter(entry: EnterStep, context: StepContext): Promise<StepEnd> {
  const end = await playEntry(entry, context);
  if (end === 'right') return 'on';
  return end === 'given-up' ? giveUp(entry.otherwise, context) : playInOrder(end.steps, context);
}

async function playAnswer(answer: AnswerStep, context: StepContext): Promise<StepEnd> {
  const text = machineAnswer(answer, context.matter, context.random);
  for (;;) {
    await context.line.say(text, { voice: context.voice, speaker: 'machine', keysStop: true });
    if (answer.repeatKey === undefined) return 'on';
    const input = await context.line.next(answer.timeoutMs);
    if (input.type !== 'key' || input.digit !== answer.repeatKey) return 'on';
  }
}

async function playOffer(offer: OfferStep, context: StepContext): Promise<StepEnd> {
  const { line, voice } = context;
  await line.say(offer.say, {
    voice,
    speaker: 'machine',
    keysStop: true,
    voiceStops: offer.words.length > 0,
  });
  const input = await line.next(offer.timeoutMs);
  if (input.type === 'silence') return 'on';
  const said = input.type === 'key' ? input.digit : input.turn.text;
  const choice = chosen([{ ...offer, repeat: false }], said, input.type);
  return choice ? playInOrder(offer.steps, context) : 'on';
}

/** A hold in up to three pieces: before and after an offer or a check whether anybody is still there. */
async function playWait(hold: HoldStep, context: StepContext): Promise<StepEnd> {
  const { line, voice } = context;
  const wholeMs = context.shortHolds ? (hold.demoMs ?? hold.ms) : hold.ms;
  const breaks = [hold.check, hold.offer]
    .flatMap((pause) => (pause && pause.afterMs < wholeMs ? [pause] : []))
    .sort((a, b) => a.afterMs - b.afterMs);
  const endMs = line.nowMs + wholeMs;
  const startMs = line.nowMs;
  for (const pause of breaks) {
    const ms = startMs + pause.afterMs - line.nowMs;
    if (ms > 0) await playHold({ ...hold, demoMs: undefined, ms }, context);
    await line.say(pause.say, { voice, speaker: 'machine', keysStop: true });
    const input = await nextKey(line, pause.timeoutMs);
    const taken = input === pause.key;
    if (pause === hold.check && !taken) return 'hangup';
    if (pause === hold.offer && taken) return playInOrder(hold.offer.steps, context);
  }
  const ms = endMs - line.nowMs;
  if (ms > 0) await playHold({ ...hold, demoMs: undefined, ms }, context);
  return 'on';
}

async function nextKey(line: Line, timeoutMs: number): Promise<string | undefined> {
  const untilMs = line.nowMs + timeoutMs;
  while (line.nowMs < untilMs) {
    const input = await line.next(untilMs - line.nowMs);
    if (input.type === 'key') return input.digit;
    if (input.type === 'silence') return undefined;
  }
  return undefined;
}
