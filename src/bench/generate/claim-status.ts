import type { Draw } from './draw.ts';
import type { Case } from './facts.ts';
import { daysAfter, money, reference } from './values.ts';

const denials = [
  { reason: 'no authorization on file', code: 'CO-197' },
  { reason: 'timely filing limit exceeded', code: 'CO-29' },
  { reason: 'duplicate of a prior claim', code: 'CO-18' },
  { reason: 'service not covered under the plan', code: 'CO-96' },
  { reason: 'coverage terminated before the date of service', code: 'CO-27' },
  { reason: 'missing modifier', code: 'CO-4' },
  { reason: 'not medically necessary', code: 'CO-50' },
  { reason: 'primary carrier information needed', code: 'CO-22' },
] as const;

const information = [
  'medical records',
  'an itemized bill',
  'the operative report',
  'accident details from the member',
  'a copy of the primary explanation of benefits',
] as const;

type Fields = Record<string, string | number>;

/** A claim and what became of it. */
export function claimCase(draw: Draw): Case {
  const dateOfService = daysAfter('2026-02-01', draw.int(0, 200));
  const billedAmount = money(draw, 80, 2400);
  const status = draw.weighed({
    paid: 34,
    denied: 22,
    in_process: 14,
    zero_paid: 7,
    pended_info: 7,
    not_on_file: 6,
    approved_to_pay: 4,
    forwarded: 3,
    rejected: 3,
  });
  const inputs: Fields = { dateOfService, billedAmount };
  const received = daysAfter(dateOfService, draw.int(2, 20));
  const processed = daysAfter(received, draw.int(4, 30));
  const base: Fields = { status, claimNumber: reference(draw), receivedDate: received };
  if (draw.chance(0.25) && status !== 'not_on_file') inputs.claimNumber = base.claimNumber ?? '';
  const about = { callType: 'claim_status', inputs };
  switch (status) {
    case 'paid':
      return { ...about, ...paid(draw, { ...base, processedDate: processed }, billedAmount, processed) };
    case 'zero_paid': {
      const allowed = Math.round(billedAmount * (0.4 + draw.int(0, 50) / 100));
      const fields = { ...base, processedDate: processed, allowed, paid: 0, patientResponsibility: allowed };
      return { ...about, fields, unasked: [], groups: [['allowed', 'paid', 'patientResponsibility']] };
    }
    case 'denied':
      return { ...about, ...denied(draw, { ...base, processedDate: processed }, processed) };
    case 'rejected': {
      const reason = draw.pick(['invalid member number', 'missing taxonomy code', 'provider not enrolled']);
      const fields = { ...base, processedDate: processed, 'denials.1.reason': reason };
      return { ...about, fields, unasked: [], groups: [] };
    }
    case 'in_process': {
      const fields = { ...base, ...wait(draw) };
      return { ...about, fields, unasked: [], groups: [['expectedDays', 'dayType']] };
    }
    case 'pended_info': {
      const fields = { ...base, infoRequested: draw.pick(information), ...wait(draw) };
      return { ...about, fields, unasked: [], groups: [['status', 'infoRequested']] };
    }
    case 'approved_to_pay':
      return {
        ...about,
        fields: { ...base, ...wait(draw) },
        unasked: [],
        groups: [['expectedDays', 'dayType']],
      };
    case 'forwarded':
      return { ...about, fields: base, unasked: [], groups: [] };
    case 'not_on_file':
      return { ...about, fields: { status }, unasked: [], groups: [] };
  }
}

/** How long it takes still. */
function wait(draw: Draw): Fields {
  return {
    expectedDays: draw.pick([5, 7, 10, 14, 15, 20, 21, 30, 45]),
    dayType: draw.pick(['business', 'calendar']),
  };
}

function paid(
  draw: Draw,
  base: Fields,
  billed: number,
  processed: string,
): Omit<Case, 'callType' | 'inputs'> {
  const allowed = Math.round(billed * (0.35 + draw.int(0, 55) / 100));
  // Where nothing is left to pay the claim is zero-paid, a status of its own.
  const share = draw.chance(0.25) ? 0 : Math.min(Math.round(allowed / 2), money(draw, 5, 120));
  const fields: Fields = {
    ...base,
    allowed,
    paid: allowed - share,
    patientResponsibility: share,
    paymentMethod: draw.weighed({ check: 5, eft: 5, vcc: 1 }),
    paymentNumber: reference(draw),
    paymentDate: daysAfter(processed, draw.int(0, 6)),
  };
  if (fields.paymentMethod === 'check') fields.cashed = draw.weighed({ yes: 7, no: 3 });
  return {
    fields,
    unasked: [],
    groups: [
      ['allowed', 'paid', 'patientResponsibility'],
      ['paymentMethod', 'paymentNumber', 'paymentDate'],
      ['receivedDate', 'processedDate'],
      ['claimNumber', 'receivedDate'],
      ['status', 'processedDate'],
    ],
  };
}

function denied(draw: Draw, base: Fields, processed: string): Omit<Case, 'callType' | 'inputs'> {
  const { reason, code } = draw.pick(denials);
  const fields: Fields = {
    ...base,
    'denials.1.reason': reason,
    appealDeadline: daysAfter(processed < '2026-06-20' ? '2026-06-20' : processed, draw.int(170, 360)),
  };
  const saysCode = draw.chance(0.7);
  if (saysCode) fields['denials.1.code'] = code;
  if (draw.chance(0.2)) fields['denials.1.remark'] = draw.pick(['N130', 'M127', 'N290', 'MA04']);
  return {
    fields,
    // The code is asked for; the remark is told only where it is told of itself.
    unasked: fields['denials.1.remark'] === undefined ? [] : ['denials.1.remark'],
    groups: [
      ['denials.1.reason', ...(saysCode ? ['denials.1.code'] : [])],
      ['status', 'denials.1.reason'],
      ['receivedDate', 'processedDate'],
    ].filter((group) => group.length > 1),
  };
}
