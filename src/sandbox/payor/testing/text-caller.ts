import type { Scenario, ScenarioInput } from '../scenario.ts';
import { loadScenario, scenarioSchema } from '../scenario.ts';
import { makeTextCall } from '../text-call.ts';
import type { FarEvent, TextCall } from '../text-call.ts';

/** What a scripted caller does when it has heard something out: say words, press keys, hang up. */
export interface Cue {
  hears: RegExp;
  say?: string;
  press?: string;
  hangUp?: true;
}

/** What was said on the payor's side, in order. */
export const texts = (events: readonly FarEvent[]) =>
  events.flatMap((event) => (event.type === 'says' ? [event.text] : []));

const wordMs = 330;
/** A caller answers this long after the last words. */
const replyMs = 900;

/** Lets the call go on, answering what was said since its last turn with the first cue that fits and is left. */
export async function converse(
  call: TextCall,
  cues: readonly Cue[],
  limitMs = 600_000,
): Promise<readonly FarEvent[]> {
  const left = [...cues];
  const events: FarEvent[] = [];
  let replyAtMs = Infinity;
  let heard = '';
  for (;;) {
    const atMs = Math.min(call.nextAtMs(), replyAtMs);
    if (atMs > limitMs || events.some(({ type }) => type === 'hung_up' || type === 'rejected')) return events;
    for (const event of await call.advance(atMs)) {
      events.push(event);
      if (event.type !== 'says') continue;
      heard = `${heard} ${event.text}`;
      replyAtMs = event.endMs + replyMs;
    }
    if (call.nowMs < replyAtMs) continue;
    replyAtMs = Infinity;
    const index = left.findIndex(({ hears }) => hears.test(heard));
    const cue = index < 0 ? undefined : left.splice(index, 1)[0];
    if (!cue) continue;
    heard = '';
    if (cue.press !== undefined) call.press(cue.press);
    if (cue.say !== undefined) call.speak(cue.say, cue.say.split(' ').length * wordMs);
    if (cue.hangUp) {
      call.hangUp();
      return [...events, ...(await call.advance(call.nowMs))];
    }
  }
}

/** The paid claim, picked up at once by somebody who asks for the member ID alone, with changes. */
export async function quickScenario(changes: {
  person?: Partial<NonNullable<ScenarioInput['representative']>>;
  scenario?: Partial<ScenarioInput>;
}): Promise<Scenario> {
  const { task, payor, truth } = await loadScenario('src/sandbox/payor/testing/claim-paid.yaml');
  return scenarioSchema.parse({
    title: 'quick',
    payor,
    task,
    truth,
    representative: {
      name: 'Kevin',
      greeting: 'My name is {name}. How can I help you?',
      verification: ['memberId'],
      manner: { wording: 'plain', ...changes.person?.manner },
      ...Object.fromEntries(Object.entries(changes.person ?? {}).filter(([key]) => key !== 'manner')),
    },
    ...changes.scenario,
  });
}

export const memberId = 'W G H four eight two nine one five';

/** Gets as far as the record. */
const identified: Cue[] = [
  { hears: /How can I help/u, say: 'Hello, I am an automated assistant calling about a claim.' },
  { hears: /member I D/u, say: memberId },
];

/** Plays a quick scenario with these cues after those of `identified`; what was said, and the call. */
export async function play(
  changes: Parameters<typeof quickScenario>[0],
  cues: readonly Cue[],
): Promise<{ said: string[]; events: readonly FarEvent[]; call: TextCall }> {
  const call = makeTextCall(await quickScenario(changes), { seed: 1 });
  const events = await converse(call, [...identified, ...cues]);
  return { said: texts(events), events, call };
}
