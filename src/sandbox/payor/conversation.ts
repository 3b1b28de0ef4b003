import type { Line } from './line.ts';
import type { Act, RepresentativeMind } from './representative.ts';
import type { Representative, Scenario } from './scenario.ts';
import type { CallPhase } from './verdict.ts';

/** Picking up the handset, before the greeting. */
const pickUpMs = 500;
/** After the goodbye the caller may hang up first. */
const lastWordsMs = 4000;

/** A representative on the line, until it hangs up or the line drops. Throws LineEnded when the caller leaves. */
export async function converse(options: {
  line: Line;
  mind: RepresentativeMind;
  person: Representative;
  dropAfter: Scenario['faults']['drop'];
  onPhase: (phase: CallPhase) => void;
}): Promise<'hangup' | 'dropped'> {
  const { line, mind, person, dropAfter } = options;
  const { manner } = person;
  line.patience(manner.patienceMs);
  options.onPhase('verification');
  await line.pause(pickUpMs);
  line.forget();

  let cutOff: string | undefined;
  const perform = async (acts: readonly Act[]): Promise<'on' | 'hangup'> => {
    for (const act of acts) {
      switch (act.type) {
        case 'think':
          await line.pause(act.ms);
          break;
        case 'say': {
          const how = await line.say(act.text, {
            voice: person.voice,
            speaker: 'person',
            rate: manner.rate,
            voiceStops: manner.yields,
          });
          cutOff = how === 'interrupted' ? act.text : undefined;
          if (how === 'interrupted') return 'on';
          break;
        }
        case 'hangup':
          await line.next(lastWordsMs);
          return 'hangup';
      }
    }
    return 'on';
  };

  let acts = mind.greet();
  for (;;) {
    options.onPhase(phaseOf(mind));
    if ((await perform(acts)) === 'hangup') return 'hangup';
    if (dropAfter?.phase === 'answers' && mind.answers >= dropAfter.answers) {
      await line.pause(dropAfter.afterMs);
      return 'dropped';
    }
    const input = await line.next(manner.silenceMs);
    acts = respond(input.type === 'turn' ? input.turn.text : input.type);
    options.onPhase(phaseOf(mind));
  }

  function respond(heard: string): Act[] {
    if (heard === 'key') return [];
    if (heard === 'silence') return mind.silence();
    const reply = heard === '' ? mind.unclear() : mind.hear(heard);
    // Talked over by a mere sound: it says again what was cut off.
    return reply.length === 0 && cutOff !== undefined ? [{ type: 'say', text: cutOff }] : reply;
  }
}

function phaseOf(mind: RepresentativeMind): CallPhase {
  return mind.stage === 'opening' ? 'verification' : mind.stage;
}
