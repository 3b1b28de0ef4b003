import { withPauses } from './acts.ts';
import type { Act } from './acts.ts';
import { playHold } from './hold.ts';
import type { Input, Line, Talking } from './line.ts';
import type { RepresentativeMind } from './representative.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './scenario-line.ts';
import type { Representative } from './scenario-person.ts';
import type { CallPhase } from './verdict.ts';

/** Picking up the handset, before the greeting. */
const pickUpMs = 500;
/** After the goodbye the caller may hang up first. */
const lastWordsMs = 4000;

type Ending =
  | { type: 'hangup' }
  | { type: 'dropped' }
  | { type: 'transfer'; steps: readonly Step[]; to: string | undefined };

/** A representative on the line, until it hangs up, passes the caller on, or the line drops. Throws LineEnded when the caller leaves. */
export async function converse(options: {
  line: Line;
  mind: RepresentativeMind;
  person: Representative;
  dropAfter: Scenario['faults']['drop'];
  shortHolds: boolean;
  onPhase: (phase: CallPhase) => void;
  onFirstWords: (text: string, startMs: number, endMs: number) => void;
  /** How many facts it has told by now, when their words are said. */
  onTold: (facts: number) => void;
}): Promise<Ending> {
  const { line, mind, person, dropAfter } = options;
  const { manner } = person;
  line.patience(manner.patienceMs);
  options.onPhase('verification');
  await line.pause(pickUpMs);
  line.forget();

  let cutOff: string | undefined;
  let spoke = false;
  let lastSaidMs = line.nowMs;
  let talkOvers = manner.talksOver?.times ?? 0;

  const utter = async (text: string, stops: boolean): Promise<'done' | 'interrupted'> => {
    const startMs = line.nowMs;
    const how = await line.say(text, {
      voice: person.voice,
      speaker: 'person',
      rate: manner.rate,
      voiceStops: stops,
    });
    lastSaidMs = line.nowMs;
    if (!spoke) options.onFirstWords(text, startMs, line.nowMs);
    spoke = true;
    return how;
  };

  const perform = async (acts: readonly Act[]): Promise<Ending | undefined> => {
    for (const act of acts.flatMap(withPauses)) {
      switch (act.type) {
        case 'think':
          await line.pause(act.ms);
          break;
        case 'say': {
          const how = await utter(act.text, manner.yields);
          cutOff = how === 'interrupted' ? act.text : undefined;
          // Whoever is cut off lets the rest of its words go, but not what it was going to do.
          if (how === 'interrupted' && !acts.some(({ type }) => type !== 'say' && type !== 'think'))
            return undefined;
          break;
        }
        case 'hold':
          options.onPhase('hold');
          await playHold(act.hold, { line, voice: person.voice, shortHolds: options.shortHolds });
          options.onPhase(phaseOf(mind));
          break;
        case 'transfer':
          return act;
        case 'hangup':
          if (act.polite) await line.next(lastWordsMs);
          return { type: 'hangup' };
      }
    }
    return undefined;
  };

  /** The caller's next input; meanwhile the representative may murmur, or talk over it. */
  const listen = async (): Promise<Input> => {
    const { backchannels, talksOver } = manner;
    for (let murmurs = 1; ; murmurs += 1) {
      const interrupts = talksOver !== undefined && talkOvers > 0;
      const afterMs = interrupts ? talksOver.afterMs : (backchannels?.everyMs ?? Infinity) * murmurs;
      const input: Input | Talking = await (Number.isFinite(afterMs)
        ? line.nextOrTalking(manner.silenceMs, afterMs)
        : line.next(manner.silenceMs));
      if (input.type !== 'talking') return input;
      if (interrupts) {
        talkOvers -= 1;
        await utter(talksOver.say, false);
      } else await utter(backchannels?.words[murmurs % backchannels.words.length] ?? 'Mm-hm.', false);
    }
  };

  let acts = mind.greet();
  for (;;) {
    options.onPhase(phaseOf(mind));
    const ending = await perform(acts);
    options.onTold(mind.answers);
    if (ending) return ending;
    if (dropAfter?.phase === 'answers' && mind.answers >= dropAfter.answers) {
      await line.pause(dropAfter.afterMs);
      return { type: 'dropped' };
    }
    acts = respond(await listen());
    options.onPhase(phaseOf(mind));
  }

  function respond(input: Input): Act[] {
    if (input.type === 'key') return [];
    if (input.type === 'silence') return mind.silence();
    const { text, startMs, endMs } = input.turn;
    // Thanks that were said while it looked something up need no answer any more.
    if (endMs < lastSaidMs && cutOff === undefined && mind.isAside(text)) return [];
    if (cutOff !== undefined && mind.isAside(text)) return [{ type: 'say', text: cutOff }];
    const reply = text === '' ? mind.unclear() : mind.hear(text, startMs);
    // Talked over by a mere sound: it says again what was cut off.
    return reply.length === 0 && cutOff !== undefined ? [{ type: 'say', text: cutOff }] : reply;
  }
}

function phaseOf(mind: RepresentativeMind): CallPhase {
  return mind.stage === 'opening' ? 'verification' : mind.stage;
}
