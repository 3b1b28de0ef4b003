import type { Draw } from '../draw.ts';
import type { Draft, Step, Twist } from '../draft.ts';

/** Puts steps before the line's last wait, or at its end. */
function beforeTheWait({ line }: Draft, more: readonly Step[]): Step[] {
  const steps = line.steps ?? [];
  const at = steps.findLastIndex((step) => 'hold' in step);
  return at < 0 ? [...steps, ...more] : [...steps.slice(0, at), ...more, ...steps.slice(at)];
}

const selfService = [
  'You can find answers to most questions on our website.',
  'Our automated system can help you with that.',
  'Most providers now use our online tool.',
] as const;

/** A way that leads in a circle beside the one that leads to a person. */
export const hasMenuInCircles: Twist = (draw, draft) => {
  const [again, person] = draw.pick([
    ['1', '0'],
    ['1', '2'],
    ['9', '0'],
  ] as const);
  const words: Readonly<Record<string, string>> = { 0: 'zero', 1: 'one', 2: 'two', 9: 'nine' };
  const toPerson = draw.pick([
    'To speak with a representative',
    'To talk to someone',
    'For a representative',
  ]);
  const toAgain = draw.pick([
    'To hear about our website',
    'For more about self service',
    'For our online tools',
  ]);
  const options = [`${toAgain}, press ${words[again]}.`, `${toPerson}, press ${words[person]}.`];
  const said = draw.chance(0.5) ? options : options.toReversed();
  return {
    ...draft,
    line: {
      ...draft.line,
      steps: beforeTheWait(draft, [
        { mark: 'tools' },
        {
          menu: {
            say: `${draw.pick(selfService)} ${said.join(' ')}`,
            choices: [
              { key: again, steps: [{ say: 'Log in to see claims, benefits and more.' }, { goTo: 'tools' }] },
              { key: person },
            ],
          },
        },
      ]),
    },
  };
};

const notices = [
  'Please listen carefully, as our menu options have changed.',
  'If this is a medical emergency, hang up and dial nine one one.',
  'For the most current fee schedule, please visit our website.',
  'We are experiencing higher than normal call volumes.',
  'Beginning January first, all appeals must be sent to our new address.',
] as const;

/** Recordings between menus. */
export const playsNotices: Twist = (draw, draft) => ({
  ...draft,
  line: { ...draft.line, steps: beforeTheWait(draft, notice(draw)) },
});

function notice(draw: Draw): Step[] {
  return draw
    .shuffled(notices)
    .slice(0, draw.int(1, 3))
    .flatMap((say): Step[] => [{ say }, { pauseMs: draw.int(3, 25) * 100 }]);
}
