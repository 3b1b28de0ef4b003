import { countWords } from '../spoken/index.ts';
import { hear, places, says } from './words.ts';

/** Words are plain: lower case, no apostrophes ("you're" is "youre"). */
const number = `(?:[0-9]+|${countWords.join('|')}|several|many|a few|few|a handful of|a couple of|some)`;
const staff =
  '(?:agents?|representatives?|reps?|associates?|specialists?|operators?|advocates?|advis[eo]rs?|counselors?|consultants?|colleagues?|coordinators?|professionals?|team(?: members?)?|staff|folks|members? of (?:our|the) (?:team|staff)|attendants?|analysts?|experts?|somebody|someone|anyone|everyone|everybody|people)';
/** "Roughly eleven", "in less than two". */
const about = '(?:[a-z]+ ){0,3}?';
const time = '(?:minutes?|seconds?|hours?)';

/** Where we stand in a queue. */
const positions = [
  `(?:caller|position|number|place|spot) (?:number )?${number} (?:in|on|of)`,
  `(?:caller|position|place|spot)(?: number)?(?: is)? (?:[a-z]+ )?${number}`,
  `(?:you are|youre|youve|you have|currently|now)(?: [a-z]+){0,4} number ${number}`,
  `${number} (?:more )?(?:callers?|calls|persons?|people|others?|customers|providers|members)(?: [a-z]+){0,3} (?:ahead|before|in front|waiting|to go|in line|first)`,
  '(?<!(?:cards?|it|that|one|screen|papers?|paperwork|chart|claims?|information|file|pen|calendar)(?: right)? )(?:ahead of|in front of|before) (?:you|yours)',
  '(?:position|place|spot|turn|next|number|back|front|first) (?:is )?(?:in|of) (?:the |our |this )?(?:line|queue)',
  '(?:line|queue) (?:position|number)',
  'your (?:position|place|spot|turn|number)(?: [a-z]+){0,3} (?:is|has|in|will|comes?|came)',
  '(?:in|into|through|joined|to|our|this) (?:the |a |our )?queue',
  'next up',
  '(?:you are|youre|youll be|you will be)(?: now| up| the| almost)* next',
  'you(?: a|ve|r)?(?:re)?(?: are| have| will be)? (?:[a-z]+ )?(?:moved|moving) up',
];

/** How long it will take. */
const waits = [
  '(?:estimated|expected|average|approximate|anticipated|projected|current|typical|present|usual)(?: [a-z]+){0,3}? (?:waits?|holds?|waiting|holding|delays?|answers?|response|speed|time)',
  '(?:wait|hold|waiting|holding|queue|answer|response|hold) times?',
  `(?:wait|waits|hold|holds|delay|delays|queue|answered?|answering|get to you|with you|connect(?:ed)?|reach you)(?: [a-z]+){0,4}? (?:in|is|are|of|be|than|within|about|around) ${about}(?:${number} )+${time}`,
  '(?:higher|heavier|longer|busier|greater|more) than (?:normal|usual|expected|average|we|it should)',
  '(?:high|heavy|unusual|large)(?: [a-z]+)? (?:volumes?|demand|numbers?)',
  '(?:call|caller) volumes?',
  '(?:volumes?|demand) (?:is|are|remains?) (?:[a-z]+ )?(?:high|heavy|up)',
];

/** Who will come, in the third person: whoever is there says "I". */
const promises = [
  `${staff}(?: [a-z]+){0,4}? (?:will|shall|is going to|are going to|is about to|should)(?: [a-z]+){0,2}? (?:be|take|answer|assist|help|speak|get|pick|join|come|connect|attend|respond|greet|reach)`,
  '(?:we will|we shall|were going to|we are going to|well)(?: [a-z]+){0,2}? (?:be (?:right )?with|take your|answer|get (?:to|someone|somebody|you)|assist|connect|pick up|find)',
  '(?:we|one moment while|working to|trying to|as they)(?: [a-z]+){0,5}? (?:get|getting|find|finding|look for|looking for|locate|reach) (?:to you|you|someone|somebody|a free|an available|the next)',
  '(?:still )?(?:trying to find|looking for|searching for|finding|locating|getting) (?:a |an |the |you )?(?:[a-z]+ )?(?:someone|somebody|free|available|next|person|agent|representative)',
  '(?:be|been|being) (?:answered|connected|transferred|routed|directed|placed|assisted|helped|served|queued|attended|joined)',
  '(?:will|shall)(?: [a-z]+){0,2}? with you',
  'momentarily|as soon as (?:possible|we|one|an|a|someone|somebody|the|they)',
  '(?:a moment|moments) (?:away|from now)',
];

/** Everybody is busy. */
const busyness = [
  `(?:all|our|every|each|everyone|everybody)(?: [a-z]+){0,4}? (?:are|is|remain|remains)(?: [a-z]+){0,2}? (?:busy|tied up|on (?:another|other|with|the)|with (?:another|other|someone)|assisting|helping|serving|occupied|engaged|unavailable|speaking|talking|taking)`,
  `${staff} (?:are|is)(?: [a-z]+){0,2}? (?:busy|tied up|assisting|helping|serving|occupied|engaged|speaking|talking)`,
  `(?:all )?(?:of )?(?:our )?(?:lines|circuits|phones) are`,
  `(?:${staff}|our [a-z]+) (?:are|is)(?: [a-z]+){0,2}? (?:at full stretch|stretched|flat out|swamped|slammed)`,
  '(?:assisting|helping|serving|with|on with|speaking with|taking) (?:other|another|someone else|somebody else)',
];

/** A company speaks of itself, and of our call. */
const company = [
  'your calls? (?:is|are|will|has|have|was|matters?|means|can|remains?)',
  'your (?:patience|business|time|health|satisfaction|wait)(?: [a-z]+){0,2}? (?:is|are|means?|matters?)',
  'we (?:[a-z]+ ){0,3}?(?:apologi[sz]e|appreciate|regret|value|thank|understand|know|strive|care|respect|recogni[sz]e|realize|invite|encourage|look forward|hear you|like|havent forgotten|have not forgotten|havent lost|have not lost)',
  '(?:thank you|thanks) for (?:choosing|being a|continuing|staying|your (?:continued|understanding|business|interest|loyalty|call)|hanging in)',
  'sorry to (?:keep|have kept) you waiting (?:some|all|our|we)',
  '(?:stay|remain|keep|continue)(?: to)? (?:on|hold|holding|waiting|wait|connected|in line|put|with us)',
  '(?:sit|hang|hold) tight',
  'do not hang up|dont hang up',
  '(?:not|never|havent|nobody has|no one has) (?:been )?(?:forgotten|lost) (?:about )?you|(?:not|never|havent) been forgotten|hang in there',
  'hold (?:for|while|the line)',
  'please (?:hold|wait|stay|remain|continue|be patient|be advised|be aware|listen|note|allow)',
  'be (?:aware|advised) that',
  '(?:now )?(?:connecting|transferring|forwarding|routing|joining) you',
  'while (?:we|i|your|you) (?:connect|transfer|locate|find|look|try|get|route|are|wait|hold)',
  'you (?:will|are)(?: now| being| about to be)+ (?:be )?(?:connected|transferred|joined|speaking)',
  '(?:still|first) waiting',
];

/** Advertising and advice, to nobody in particular. */
const advertising = [
  '(?:did|do) you know',
  '(?:you|providers|members|patients|offices|practices) can (?:now |also |always |even |simply |easily |just )*(?:check|view|submit|find|access|get|see|review|update|manage|download|request|print|track|save|skip|visit|use|chat|pay|file|learn|sign|register|log|enroll|order|schedule|receive|go|obtain)',
  '(?:visit|download|log (?:in|on|into|onto)|sign up|check out|learn more|follow us|enroll in|register (?:at|for|today)|go to our|ask (?:us )?about)',
  '(?:our|the|a|new|secure|easy)(?: [a-z]+){0,2}? (?:website|web site|web tools?|portal|mobile app|app|online tools?|self service)',
  'dot (?:com|org|net|gov)|w w w|www',
  'online',
  '(?:twenty four|24) (?:hours|seven)|around the clock|seven days a week|day or night|any time of day',
  'for (?:your convenience|faster|quicker|more information|the latest|immediate)',
  '(?:blood pressure|cholesterol|breakfast|walking|exercise|smoking|pounds|prescriptions|check ?ups?|healthy|nutrition|diabetes|heart health|how are you feeling)',
  '(?:flu|open enrollment|wellness|preventive|screenings?|vaccines?|vaccinations?)',
  'skip the (?:phone|line|wait|call|queue)',
  '(?:next time|in a hurry|on the go)',
  '(?:tell us|let us know) (?:what you think|how (?:we|were|we are)|about your)',
  'how (?:we|were|we are) (?:did|do|doing)',
  '(?:questions?|survey) (?:follows?|after|at the end)',
];

/** That others listen, and what else must be told. */
const notices = [
  '(?:calls?|conversations?|lines?) (?:may|will|is|are|might|can|could)(?: be| being)?(?: [a-z]+){0,2}? (?:recorded|monitored)',
  '(?:may|will|might|can) (?:listen|monitor|record)',
  '(?:quality|training) (?:assurance|purposes|and|improvement|reasons)',
  'if (?:this|you)(?: [a-z]+){0,6} emergency',
];

const talk: readonly string[] = [
  ...positions,
  ...waits,
  ...promises,
  ...busyness,
  ...company,
  ...advertising,
  ...notices,
];

const spanish: ReadonlySet<string> = new Set(
  'gracias por para su sus llamada llamadas favor espanol oprima marque permanezca linea agente agentes representante representantes atendera atenderemos breve en la el los las un una que es muy importante nosotros nuestro nuestra nuestros espere momento mas con del se ha sera todos estan ocupados tiempo numero usted esta de al y le lo'.split(
    ' ',
  ),
);
const leastSpanish = 3;

/** Announcements in Spanish, as far as a recogniser of English lets them be words. */
function isSpanish(plain: string): boolean {
  const words = plain.split(' ');
  const known = words.filter((word) => spanish.has(word)).length;
  return known >= leastSpanish && known * 2 >= words.length;
}

/** What a line tells who waits, and nobody who has come back to him: who will come, what else he can do, what to have ready. */
const toWaiting: readonly string[] = [
  ...positions,
  ...waits,
  ...promises,
  ...busyness,
  ...advertising,
  ...notices,
  'while you(?: are|re)? (?:waiting|wait|holding|hold|on hold)',
  '(?:say|speak|said) or (?:enter|key|press|type)|(?:enter|key|press|type) or (?:say|speak)',
  '(?:to )?help us (?:help|serve|assist) you',
];

/** Whether these plain words hold something that is said to whoever waits, by nobody who speaks of himself. */
export function isSaidToWaiting(plain: string): boolean {
  return says(hear(plain), toWaiting) || isSpanish(plain);
}

const standing: readonly string[] = [...positions, ...waits];

/** Whether these plain words tell where we stand in a queue, and how long it will take: nobody says so in a talk. */
export function tellsOfQueue(plain: string): boolean {
  return says(hear(plain), standing);
}

/** Whether these plain words hold something that a line says of itself, of its queue or of its offers, and no person. */
export function isRecordedTalk(plain: string): boolean {
  return says(hear(plain), talk) || isSpanish(plain);
}

/** Where in the plain words the last such thing ends; 0 where there is none. */
export function recordedUntil(plain: string): number {
  if (isSpanish(plain)) return plain.length;
  return places(hear(plain), talk).reduce((latest, { end }) => Math.max(latest, end), 0);
}
