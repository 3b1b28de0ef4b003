import type { Draw } from './draw.ts';
import type { Case } from './facts.ts';
import { aboutOf } from './facts.ts';
import { daysAfter, phone } from './values.ts';

type Fields = Record<string, string | number>;

/** Each of them is known to so many payors. */
const share = 0.4;

/** What is asked besides, and is known to some payors and not to others: a call is complete without it. */
export function withExtras(draw: Draw, about: Case): Case {
  const all = extrasOf(draw, about);
  const known = Object.fromEntries(
    all.filter(() => draw.chance(share)).flatMap((group) => Object.entries(group)),
  );
  // Who hears one part of what the patient owes does not ask for the other.
  const parts = Object.keys(known).filter((field) => field.startsWith('patientShare.'));
  return {
    ...about,
    fields: { ...about.fields, ...known },
    optional: Object.keys(known),
    together: [...(about.together ?? []), ...(parts.length > 1 ? [parts] : [])],
  };
}

/** Groups of fields that are known together. */
function extrasOf(draw: Draw, about: Case): Fields[] {
  switch (`${about.callType} ${aboutOf(about)}`) {
    case 'claim_status paid':
      return ofPaid(draw, about.fields);
    case 'claim_status zero_paid':
      return [{ 'patientShare.deductible': Number(about.fields.patientResponsibility) }];
    case 'claim_status denied':
      return [
        { appealFax: fax(draw) },
        { correctedClaimDeadline: daysAfter('2026-12-15', draw.int(0, 200)) },
      ];
    case 'claim_status pended_info':
      return [
        {
          infoSentTo: draw.pick(['the provider', 'the member', 'your billing office']),
          infoSentDate: daysAfter(String(about.fields.receivedDate), draw.int(2, 9)),
        },
      ];
    case 'prior_auth denied':
      return [
        { criteria: draw.pick(['our medical policy', 'the clinical guidelines', 'the national criteria']) },
        ...(about.fields['peerToPeer.available'] === 'yes'
          ? [{ 'peerToPeer.deadline': daysAfter('2026-11-20', draw.int(0, 20)) }]
          : []),
      ];
    case 'prior_auth pended':
      return [{ submitFax: fax(draw) }, { urgency: draw.weighed({ standard: 7, expedited: 3 }) }];
    case 'eligibility active':
      return [{ 'cob.lastUpdated': daysAfter('2026-02-01', draw.int(0, 250)) }];
    default:
      return [];
  }
}

function ofPaid(draw: Draw, fields: Case['fields']): Fields[] {
  const { patientResponsibility, cashed, paymentDate } = fields;
  const extras: Fields[] = [];
  if (typeof patientResponsibility === 'number' && patientResponsibility > 0)
    extras.push(inParts(draw, patientResponsibility));
  if (cashed === 'yes') extras.push({ clearedDate: daysAfter(String(paymentDate), draw.int(3, 15)) });
  if (cashed === 'no')
    extras.push({ mailedTo: draw.pick(['your lockbox', 'the main office', 'the billing address']) });
  return extras;
}

/** What the patient owes, as one part or two. */
function inParts(draw: Draw, owed: number): Fields {
  const [one, other] = draw.shuffled(['deductible', 'copay', 'coinsurance']);
  if (draw.chance(0.6) || owed < 4000) return { [`patientShare.${one ?? 'copay'}`]: owed };
  const first = Math.round(owed / 200) * 100;
  return {
    [`patientShare.${one ?? 'copay'}`]: first,
    [`patientShare.${other ?? 'deductible'}`]: owed - first,
  };
}

function fax(draw: Draw): string {
  return phone(draw).slice(2);
}
