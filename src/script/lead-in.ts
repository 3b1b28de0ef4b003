import { oneOfSeveral } from './told-one-by-one.ts';
import { hear, places } from './words.ts';

/** Words that lead up to a reason and are no part of it. */
const leadIns =
  /^[\s,:-]*(?:no,[\s]*)?(?:(?:['’]s(?= )|(?:says|reads|states)(?= )|just|basically|simply|actually|unfortunately|apparently|let['’]?s see|let me see|from what i (?:can )?(?:tell|see)|as far as i (?:can )?(?:tell|see|know)|(?:(?:a )?couple(?: of)?|a few|two|three|four) (?:things?|reasons?|issues?|problems?|items?|documents?)(?=\s*[,:])|okay|ok|yes|yeah|sure|so|well|um|uh|but|(?:this|that)(?: one(?=['’]s| is| was))?|(?:his|hers|theirs|yours|ours)(?=['’]s| is\b| was\b)|the|it(?= (?:is|was|says|states|said)\b|['’]s|[\s,]*$)|claim|was|is|its|it's|as|due to|because of|because|for|there was|there is|denied|says|said|states|and|also|then|reason|like(?= (?:it|this|that|the|there)\b)|a)(?![a-z'])[\s,:-]*)*/i;

const whose = '(?:the|my|our|this|that|these|those|their|his|her|its|your|a|an|one)';
/** What is written somewhere, called by what it is. */
const told =
  '(?:reasons?|rationale|reasoning|justification|explanation|description|message|narrative|verbiage|wording|language|comments?|remarks?|basis|grounds|cause|issue|problem|trouble|hang ?up|hold ?up|catch|kicker)';
const kind =
  '(?:(?:denial|rejection|reject|denied|stated|given|listed|only|main|primary|official|exact|actual|full|remark|adjustment|medical|clinical|claim|line|error|status|edit|big|real|short) )*';
/** Where it is written, or who wrote it. */
const source =
  '(?:notes?|notation|text|write ?up|system|screen|computer|letter|remit|remittance|remittance advice|advice|e ?o ?b|e ?r ?a|notice|report|file|record|portal|history|log|code|edit|denial|rejection|claim|determination|finding|decision|reviewer|nurse|doctor|physician|pharmacist|examiner|director|medical director|adjuster|adjudicator|processor|analyst|auditor|committee|department|team|unit)s?';
const somebody = '(?:i|it|that|this|they|we|he|she|you|somebody|someone|whoever)';
const noted =
  '(?:see|have|had|got|show|gave|give|listed|list|put|wrote|left|entered|cited|cite|used|use|attached|noted|named|picked|say|says|said|told|quoted|mention|mentioned)';
const where =
  '(?:(?:right |up |down |over |back )*(?:in |on )?(?:here|there)' +
  `|(?:on|in|from|per|at|under|of|behind|for) ${whose} (?:[a-z]+ )?(?:${source}|end|side|page|line|case|request|rejection|denial)` +
  '|on (?:file|record|it|this|that|them)' +
  '|(?:thats |that is |that was )?(?:given|listed|noted|stated|attached|shown|entered|provided|quoted|cited)' +
  `|(?:that |which )?${somebody}(?:m|re|ve|d)?(?: am| are| have| has)?(?: been)? (?:${noted}|seeing|looking at|reading|showing|getting)(?: (?:me|us|you|them))?)`;
const opener =
  '(?:(?:let me see|lets see|looks like|it looks like|it appears|appears|apparently|i see|i show|im seeing|im showing|we show|then|alright|all right|oh|yep|yup|mm|hm|hmm|okay|so|well|um|uh) )*';
const merely =
  '(?:just|only|basically|simply|actually|really|pretty much|specifically|literally|essentially|clearly|also|still|kind of|sort of)';
const says =
  '(?:(?:is|was|are|keeps?) (?:saying|showing|telling (?:me|us)|reading|stating|listing|giving (?:me|us)|indicating)|says?|said|saying|states?|stated|reads?|shows?|showed|showing|indicates?|indicated|mentions?|mentioned|goes(?! (?:by|to|on|through|out|back|under))|cites?|cited' +
  '|(?:has|have|had|lists?|listed|puts?|wrote|noted|notes|entered|marked|shows|got)(?: (?:it|this|that|them|him|her))?(?: down)?(?: (?:as|that))' +
  '|(?:has|have|had|lists?|listed|wrote) (?:it|this|that) (?:down )?(?:here )?' +
  '|tells? (?:me|us)|told (?:me|us)|came (?:up|back|through|across|out) (?:as|with)|comes (?:up|back|through|across|out) (?:as|with))';
const being = '(?:is|was|s|being|means|would be|seems to be|appears to be|comes down to|boils down to)';
const after = '(?: (?:as|that|(?:that )?it (?:is|was)|because|because of|due to|for))*?';
const adverbs = `(?: ${merely})*`;
const place = `(?: ${where})*`;
const subject = `${opener}(?:${whose} )?(?:${source} )?${kind}`;
const verbal =
  '(?:[a-z]+(?:ing|ed)|sent|got|gotten|gone|out|short|after|left|seen|wrong|needed|going)(?: (?:on|for|to|at|with|of|here|there))?';

/** "The denial note on my screen just says", "rationale given was": what is written or who wrote it, and that it says. */
const sayers = [
  `^${subject}${told}${place}${adverbs} (?:${says}|${being})${after}`,
  `^${subject}${source}${place}${adverbs} ${says}${after}`,
  `^${subject}codes?${place} means${after}`,
  `^${opener}(?:${whose} )?${kind}(?:denials?|rejections?|kick ?back|bounce|refusal|non ?payment)${place} (?:is|was|were|came|happened|got issued|stands)(?: (?:in|back|down|out|made|issued|given|sent))* (?:for|because of|because|due to|over|owing to|on account of)`,
  `^${subject}(?:${told}|${source}|thing|flag) (?:that|which)(?: [a-z]+){1,6}? (?:is|was|were)(?: for| that| because)*`,
  `^${opener}(?:on|in|from|per|looking at|going by|according to) ${whose} (?:[a-z]+ )?${source}(?: here| there)?(?: (?:it|they|he|she))?${adverbs} ${says}${after}`,
  `^${opener}(?:according to|per) ${whose} (?:[a-z]+ )?${source}`,
  `^${opener}${somebody}${adverbs} (?:${says})${place}${after}`,
  `^${opener}(?:that )?${somebody}(?:m|re|ve|d)? (?:${noted}|gives|lists|shows|cites|has)(?: (?:me|us|here))* ${being}${after}`,
  `^${opener}(?:and |then )*${oneOfSeveral}(?: ${being}|s|${adverbs} (?:${says}))${after}`,
  `^${opener}(?:and |then )*(?:first|firstly|second|secondly|third|next)(?: of all)? ${somebody}${adverbs} (?:${says}|${being})${after}`,
];

/** "What the reviewer asked for was", "all it says is", "the only thing we're missing is": behind it stands what is told. */
const clefts = [
  `^${opener}(?:what|whatever)(?:s| is| was| were| are)?(?: [a-z]+){1,8}? (?:is|was|are|were|would be)(?! (?:still |also |just |currently )*${verbal}(?: [a-z]+){0,4} (?:is|was|are|were)(?![a-z]))(?: that| because)?`,
  `^${opener}all (?:that )?(?:${somebody}(?:m|re|ve|d|s)?|${whose} ${source})(?: [a-z]+){1,6}? (?:is|was|are|were)(?: that| because)?`,
  `^${opener}(?:the )?(?:only|main|the one|big|the first|the other|the last|actual)(?: (?:other|main|big))? (?:thing|reason|item|piece|document|part|problem|issue|paper)s?(?: [a-z]+){0,7}? (?:is|was|are|were|would be)(?! (?:still |also |just )*${verbal}(?: [a-z]+){0,4} (?:is|was|are|were)(?![a-z]))(?: that| because)?`,
];

/** "It got kicked out for", "they have it flagged as". */
const outcomes = [
  `^${opener}(?:${somebody}|${whose} (?:claim|line|one)|line [a-z]+)(?:s|ve|d)?(?: (?:is|was|has|have|had|got|been|just|being|only|it))*` +
    ' (?:kicked|kick|bounced|flagged|stopped|knocked|threw|thrown|turned|pended|denied|deny|rejected|reject|came|coming|comes|coded|marked|tagged|hit|dinged|disallowed)(?: (?:it|them|(?:this|that|the)(?: (?:thing|claim|one|line|request))?))?' +
    '(?: (?:out|back|down|up|away|over))*(?: (?:here|on us|on you|to us))* (?:as|with|for|because of|because|due to|over|on account of|saying|stating)(?: that)?',
];

const general = [...sayers, ...clefts, ...outcomes];

/** How much of a text only leads up to it, as "they have it down that the" does. */
export function leadInOf(text: string, frames: readonly string[]): number {
  let at = 0;
  for (;;) {
    const rest = text.slice(at);
    const heard = hear(rest);
    const frame = places(heard, frames, general).find(({ start }) => start === (heard.at[0] ?? 0));
    const skipped = frame?.end ?? leadIns.exec(rest)?.[0].length ?? 0;
    if (skipped === 0) return at;
    at += skipped;
  }
}
