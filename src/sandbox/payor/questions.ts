import type { FactName } from './facts.ts';
import { wordsOf } from './hearing.ts';

/** What a caller's turn does. One turn may do several of these. */
export interface Understanding {
  /** In the order in which they are asked. */
  asks: FactName[];
  readBack: boolean;
  repeat: boolean;
  spell: boolean;
  wait: boolean;
  done: boolean;
  goodbye: boolean;
  thanks: boolean;
  automated: boolean;
}

/** Cues of each question, in plain words; the first match counts. Order in the list settles nothing. */
const cues: readonly [FactName, RegExp][] = [
  ['status', /\b(status|outcome|paid or denied|(been|was it) (paid|denied|processed) or)\b/u],
  ['receivedDate', /\b(received?|receipt|receive date)\b/u],
  [
    'processedDate',
    /\b(processed|processing date|finalized|adjudicated|date (it )?was denied|denial date)\b/u,
  ],
  ['allowed', /\b(allow|allowed|allowable)\b/u],
  ['paid', /\b((much|amount)( \w+){0,4} (paid|pay)|paid amount|payment amount|amount of the payment)\b/u],
  [
    'patientResponsibility',
    /\b((patient|member|patients) (responsibility|owes?|share|balance)|responsibility|deductible|copay|coinsurance)\b/u,
  ],
  [
    'paymentMethod',
    /\b(check or|or (a )?check|or e f t|or eft|electronic|payment method|method of payment|how was (it|the claim|the payment|this) (paid|sent|made|issued))\b/u,
  ],
  [
    'paymentNumber',
    /\b((check|trace|payment|e f t|eft|transaction)( or \w+)? number|number of the (check|payment))\b/u,
  ],
  [
    'paymentDate',
    /\b((payment|check|issue|issued|e f t|eft) date|date (of|on) (the )?(payment|check)|(when|date)( \w+){0,4} (issued|mailed|sent|paid)|date (it )?was paid)\b/u,
  ],
  ['denialReason', /\b(reason|why)\b/u],
  ['denialCode', /\b(codes?)\b/u],
  ['appealDeadline', /\b(appeals?|deadline)\b/u],
  [
    'expectedDays',
    /\b(how (many|much) (days|longer|more)|how long|time ?frame|expect|expected|turnaround)\b/u,
  ],
  ['dayType', /\b(business|calendar)\b/u],
  [
    'infoRequested',
    /\b((what|which)( \w+){0,3} (information|records|documents)|information( \w+){0,3} (needed|requested))\b/u,
  ],
  ['claimNumber', /\b(claim number|number (of|for) (the|this) claim|claim i d)\b/u],
  ['callReference', /\b(reference)\b/u],
  [
    'repName',
    /\b(your (first |last )?name|(with )?whom?( am i| i am| i m| im) (speaking|talking)|spell your name)\b/u,
  ],
];

/** Fields spoken of in a clause, by their cues. */
function fieldsOf(text: string): FactName[] {
  const words = wordsOf(text).join(' ');
  return cues
    .flatMap(([fact, cue]) => {
      const at = cue.exec(words)?.index;
      return at === undefined ? [] : [{ fact, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ fact }) => fact)
    .filter((fact, _, all) => !isShadowed(fact, all, words));
}

/** "The payment date" is not the date of processing, "denial code" no reason, and so on. */
function isShadowed(fact: FactName, all: readonly FactName[], words: string): boolean {
  switch (fact) {
    case 'status':
      return all.length > 1 && !/\bstatus\b/u.test(words);
    case 'paid':
      return all.includes('allowed') && !/\b(paid|payment)\b/u.test(words);
    case 'paymentDate':
      return all.includes('processedDate') && !/\b(payment|check|paid|issued|mailed)\b/u.test(words);
    case 'expectedDays':
      return all.includes('dayType') && !/\b(many|long|expect|expected|frame)\b/u.test(words);
    case 'denialReason':
      return all.includes('denialCode') && !/\b(why|reason (for|is|was)|denial reason)\b/u.test(words);
    case 'claimNumber':
    case 'receivedDate':
    case 'processedDate':
    case 'allowed':
    case 'patientResponsibility':
    case 'paymentMethod':
    case 'paymentNumber':
    case 'denialCode':
    case 'appealDeadline':
    case 'dayType':
    case 'infoRequested':
    case 'callReference':
    case 'repName':
      return false;
  }
}

export function understand(text: string): Understanding {
  const words = wordsOf(text).join(' ');
  const has = (pattern: RegExp) => pattern.test(words);
  return {
    asks: fieldsOf(text),
    readBack: has(
      /\b((is|was) (that|this|it) (right|correct|all correct)|that (right|correct)|thats? (right|correct)|did i (get|have) that (right|correctly)|have that (right|correct)|(let me|to) (read|confirm|repeat)( \w+){0,3}|read (that|it) back|correct$|right$)\b/u,
    ),
    repeat: has(
      /\b(repeat (that|it|the)|could you repeat|please repeat|say (that|it) again|one more time|once more|pardon|didnt (catch|get|hear)|did not (catch|get|hear)|come again|give (me )?that again)\b/u,
    ),
    spell: has(/\bspell\b/u),
    wait: has(/\b(one moment|one second|just a (moment|second)|hold on|bear with|let me check)\b/u),
    done: has(
      /\b((thats|that is|that will be|that would be|thatll be) (all|everything|it)|nothing else|no thanks?|all (i|we) need(ed)?|all set|no that)\b/u,
    ),
    goodbye: has(/\b(good ?bye|bye|(have|has) a (good|great|nice|wonderful))\b/u),
    thanks: has(/\b(thank|thanks)\b/u),
    automated: has(/\bare you (a )?(real|human)\b/u),
  };
}
