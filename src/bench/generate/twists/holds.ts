import type { Draw } from '../draw.ts';
import type { Draft, Step, Twist } from '../draft.ts';

type Hold = Extract<Step, { hold: unknown }>['hold'];

/** Changes the line's last hold; a line without one gets one before the representative. */
function withHold(draw: Draw, draft: Draft, change: (hold: Hold) => Hold): Draft {
  const steps = draft.line.steps ?? [];
  const at = steps.findLastIndex((step) => 'hold' in step);
  const last = steps[at];
  const plain: Hold = { ms: draw.int(2, 30) * 60_000, demoMs: draw.int(25, 60) * 1000 };
  const changed: Step[] =
    last !== undefined && 'hold' in last
      ? steps.map((step, index) => (index === at ? { hold: change(last.hold) } : step))
      : [...steps, { hold: change(plain) }];
  return { ...draft, line: { ...draft.line, steps: changed } };
}

const checks = [
  'If you are still there, press one to stay on the line.',
  'To keep your place in line, please press one now.',
  'We value your time. To continue to hold, press one.',
] as const;

/** "Press one to stay on the line": whoever does not is hung up on. */
export const asksWhetherWeHold: Twist = (draw, draft) =>
  withHold(draw, draft, (hold) => ({
    ...hold,
    demoMs: draw.int(30, 60) * 1000,
    check: {
      afterMs: draw.int(8, 20) * 1000,
      say: draw.pick(checks),
      key: '1',
      timeoutMs: draw.int(8, 15) * 1000,
    },
  }));

const offers = [
  'If you would like us to call you back without losing your place in line, press two.',
  'You do not have to wait. Press two and we will call you when it is your turn.',
  'To receive a call back at this number, press two now.',
] as const;

/** Offers to call back: that is let pass. */
export const offersToCallBack: Twist = (draw, draft) => ({
  ...withHold(draw, draft, (hold) => ({
    ...hold,
    demoMs: draw.int(30, 60) * 1000,
    offer: {
      afterMs: draw.int(6, 20) * 1000,
      say: draw.pick(offers),
      key: '2',
      steps: [{ say: 'Thank you. We will call you back. Goodbye.' }, { hangup: true }],
    },
  })),
  never: [...draft.never, { disclose: 'callbackNumber' }],
});

const likePeople = [
  "Hi, I'm Doctor Reed. Have you had your eyes checked this year? It only takes a minute.",
  'My name is Karen, and this plan was there for me when I needed it most.',
  "Hello. Did you know that you can see your claims on our website? It's easy.",
  'How are you feeling today? A walk a day keeps you healthy.',
  'Good morning and thank you for your patience. We will be right with you.',
  'Are you tired of waiting? Our app can help you at any time.',
  'Hello, and welcome to open enrollment. Ask your employer about our new plans.',
] as const;

/** Announcements that sound like a person who has picked up. */
export const playsVoicesOfPeople: Twist = (draw, draft) =>
  withHold(draw, draft, (hold) => ({
    ...hold,
    demoMs: draw.int(20, 60) * 1000,
    firstMs: draw.int(300, 6000),
    everyMs: draw.int(7, 20) * 1000,
    announcements: draw.shuffled(likePeople).slice(0, draw.int(1, 3)),
  }));

/** A queue without music. */
export const waitsWithoutMusic: Twist = (draw, draft) =>
  withHold(draw, draft, (hold) => ({ ...hold, sound: draw.pick(['silence', 'ringback']) }));
