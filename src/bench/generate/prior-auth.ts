import type { Draw } from './draw.ts';
import type { Case } from './facts.ts';
import { daysAfter, fiveDigitCode, phone, reference } from './values.ts';

type Fields = Record<string, string | number>;

const reasons = [
  'not medically necessary',
  'conservative treatment was not tried',
  'the service is experimental',
  'the information received was not sufficient',
] as const;
const documents = [
  'clinical notes',
  'the imaging report',
  'a letter of medical necessity',
  'the treatment plan',
] as const;

/** An authorization and where it stands. */
export function priorAuthCase(draw: Draw): Case {
  const status = draw.weighed({
    approved: 42,
    partial: 6,
    modified: 4,
    denied: 16,
    pended: 16,
    not_required: 6,
    not_on_file: 5,
    canceled: 3,
    expired: 2,
  });
  const procedureCode = fiveDigitCode(draw);
  const inputs: Fields = { procedureCode, dateOfService: daysAfter('2026-11-20', draw.int(0, 30)) };
  const about = { callType: 'prior_auth', inputs };
  switch (status) {
    case 'approved':
    case 'partial':
    case 'modified': {
      const from = daysAfter('2026-03-01', draw.int(0, 200));
      const approved = draw.pick([4, 6, 8, 10, 12, 20, 24, 30]);
      const fields: Fields = {
        status,
        authNumber: reference(draw),
        approvedFrom: from,
        approvedTo: daysAfter(from, draw.pick([60, 90, 120, 180])),
        'lines.1.approved': approved,
        'lines.1.unitType': draw.pick(['visits', 'units', 'days', 'hours']),
      };
      const unasked: string[] = [];
      if (draw.chance(0.3)) {
        fields['lines.1.used'] = draw.int(0, approved - 1);
        unasked.push('lines.1.used');
      }
      return {
        ...about,
        fields,
        unasked,
        groups: [
          ['approvedFrom', 'approvedTo'],
          ['lines.1.approved', 'lines.1.unitType'],
          ['status', 'authNumber'],
        ],
      };
    }
    case 'denied': {
      const available = draw.weighed({ yes: 7, no: 3 });
      const fields: Fields = {
        status,
        denialReason: draw.pick(reasons),
        'peerToPeer.available': available,
        appealDeadline: daysAfter('2026-12-10', draw.int(0, 150)),
      };
      const unasked: string[] = [];
      if (available === 'yes' && draw.chance(0.4)) {
        fields['peerToPeer.phone'] = phone(draw).slice(2);
        unasked.push('peerToPeer.phone');
      }
      return { ...about, fields, unasked, groups: [['status', 'denialReason']] };
    }
    case 'pended': {
      const fields: Fields = { status, 'missingDocs.1': draw.pick(documents) };
      if (draw.chance(0.5)) fields.decisionDue = daysAfter('2026-11-18', draw.int(1, 20));
      else {
        fields.expectedDays = draw.pick([2, 3, 5, 7, 10, 14]);
        fields.dayType = draw.pick(['business', 'calendar']);
      }
      return { ...about, fields, unasked: [], groups: [['status', 'missingDocs.1']] };
    }
    case 'not_required':
    case 'not_on_file':
    case 'canceled':
    case 'expired':
      return { ...about, fields: { status }, unasked: [], groups: [] };
  }
}
