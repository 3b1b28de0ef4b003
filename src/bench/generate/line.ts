import type { Step } from './draft.ts';
import type { Draw } from './draw.ts';

const wantedWords: Readonly<Record<string, readonly [string, ...string[]]>> = {
  claim_status: ['claims', 'claim status', 'the status of a claim'],
  eligibility: ['eligibility and benefits', 'benefits', 'eligibility'],
  prior_auth: ['authorizations', 'prior authorization', 'precertification'],
  credentialing_status: ['credentialing', 'provider enrollment', 'contracting and credentialing'],
};

const otherWords = ['billing', 'pharmacy', 'appeals', 'technical support', 'case management'] as const;

const announcements = [
  'Please stay on the line. Your call will be answered in the order it was received.',
  'Your call is important to us. Please continue to hold.',
  'You are caller number three in line.',
  'Did you know that you can check this on our website at any time.',
  'All of our representatives are assisting other callers.',
  'Thank you for your patience. Someone will be with you shortly.',
  'Calls may be monitored or recorded for quality purposes.',
  'Thank you for holding. A representative will be with you as soon as possible.',
] as const;

const wrongWay: Step[] = [
  { say: 'Members please call the number on the back of your card. Goodbye.' },
  { hangup: true },
];

/** Menus, announcements, key entries and a hold, in an order that payors have. */
export function lineSteps(
  draw: Draw,
  about: { callType: string; payorName: string; hasMember: boolean },
): Step[] {
  const steps: Step[] = [];
  const welcome = draw.pick([
    `Thank you for calling ${about.payorName}.`,
    `Welcome to ${about.payorName}.`,
    `You have reached ${about.payorName} provider services.`,
  ]);
  const notice = draw.chance(0.5) ? ' This call may be monitored or recorded for quality assurance.' : '';
  const language = draw.chance(0.3) ? ' For English press one.' : '';
  if (language !== '') {
    steps.push(
      keyMenu(`${welcome}${notice}${language} Para espanol oprima dos.`, [
        { key: '1' },
        { key: '2', steps: wrongWay },
      ]),
    );
  } else if (draw.chance(0.4)) steps.push({ say: `${welcome}${notice}` });
  const opening = language === '' && steps.length === 0 ? `${welcome}${notice} ` : '';
  if (draw.chance(0.75)) steps.push(callerMenu(draw, opening));
  else if (opening !== '') steps.push({ say: opening.trim() });
  if (draw.chance(0.3))
    steps.push({ enter: { field: draw.pick(['npi', 'taxId']), readBack: draw.chance(0.6) } });
  if (draw.chance(0.7)) steps.push(purposeMenu(draw, about.callType));
  if (about.hasMember && draw.chance(0.2))
    steps.push({ enter: { field: 'memberId', readBack: draw.chance(0.6) } });
  if (about.hasMember && draw.chance(0.12))
    steps.push({ enter: { field: 'patientDateOfBirth', readBack: false } });
  if (draw.chance(0.75)) steps.push(hold(draw));
  return steps;
}

type Choice = Extract<Step, { menu: unknown }>['menu']['choices'][number];

function keyMenu(say: string, choices: Choice[]): Step {
  return { menu: { say, choices } };
}

function callerMenu(draw: Draw, opening: string): Step {
  const [member = '', provider = ''] = draw.pick([
    ['If you are a member', 'If you are a provider'],
    ['For members', 'For providers'],
    ['Members', 'Health care providers'],
    ['If you are calling about your own coverage', 'If you are calling from a doctors office'],
  ]);
  const providerFirst = draw.chance(0.4);
  const order = providerFirst ? [provider, member] : [member, provider];
  const keyed = draw.shuffled(['1', '2', '3', '4']).slice(0, 2).sort();
  const say = `${opening}${order.map((who, index) => `${who}, press ${spokenKey(keyed[index])}.`).join(' ')}`;
  return keyMenu(
    say,
    order.map((who, index) => ({
      key: keyed[index],
      ...(who === provider ? {} : { steps: wrongWay }),
    })),
  );
}

function purposeMenu(draw: Draw, callType: string): Step {
  const wanted = draw.pick(wantedWords[callType] ?? ['a representative']);
  const others = draw
    .shuffled(Object.entries(wantedWords).filter(([type]) => type !== callType))
    .slice(0, draw.int(1, 2))
    .map(([, words]) => draw.pick(words));
  const extra = draw.chance(0.5) ? [draw.pick(otherWords)] : [];
  const options = draw.shuffled([wanted, ...others, ...extra]);
  const after = draw.chance(0.4) ? ' To repeat these options, press nine.' : '';
  const wrong: Step[] = [
    { say: 'That department is closed. Please call back during business hours. Goodbye.' },
    { hangup: true },
  ];
  if (draw.chance(0.2)) {
    const say = draw.pick([
      `In a few words, please tell me why you are calling. You can say things like ${options.join(', ')}.`,
      `Please say one of the following. ${options.join(', ')}.`,
    ]);
    return keyMenu(
      say,
      options.map((option) => ({ words: [option], ...(option === wanted ? {} : { steps: wrong }) })),
    );
  }
  const keyFirst = draw.chance(0.3);
  const say = options
    .map((option, index) => {
      const key = spokenKey(String(index + 1));
      return keyFirst ? `Press ${key} for ${option}.` : `For ${option}, press ${key}.`;
    })
    .join(' ');
  return keyMenu(`${say}${after}`, [
    ...options.map((option, index) => ({
      key: String(index + 1),
      words: [option],
      ...(option === wanted ? {} : { steps: wrong }),
    })),
  ]);
}

function hold(draw: Draw): Step {
  const ms = draw.int(1, 45) * 60_000;
  return {
    hold: {
      ms,
      demoMs: draw.int(8, 60) * 1_000,
      firstMs: draw.int(300, 9_000),
      everyMs: draw.int(10, 60) * 1_000,
      announcements: draw.some(announcements, 0.35),
    },
  };
}

const keyWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

function spokenKey(key: string | undefined): string {
  return keyWords[Number(key)] ?? 'zero';
}
