import type { Draw } from './draw.ts';
import type { Case } from './facts.ts';
import { daysAfter, reference } from './values.ts';

const items = [
  'the signed attestation',
  'a current malpractice certificate',
  'the license copy',
  'a work history',
] as const;

/** A provider's application and where it stands. */
export function credentialingCase(draw: Draw): Case {
  const status = draw.weighed({ approved: 4, in_process: 3, pending_info: 3, denied: 1, not_on_file: 1 });
  const receivedDate = daysAfter('2026-03-01', draw.int(0, 120));
  const inputs: Record<string, string> = draw.chance(0.3) ? { applicationId: reference(draw) } : {};
  const about = { callType: 'credentialing_status', inputs, unasked: [] };
  switch (status) {
    case 'approved':
      return {
        ...about,
        fields: { status, receivedDate, effectiveDate: daysAfter(receivedDate, draw.int(20, 90)) },
        groups: [['status', 'effectiveDate']],
      };
    case 'in_process':
      return {
        ...about,
        fields: {
          status,
          receivedDate,
          expectedDays: draw.pick([15, 30, 45, 60, 90]),
          dayType: draw.pick(['business', 'calendar']),
        },
        groups: [['expectedDays', 'dayType']],
      };
    case 'pending_info':
      return {
        ...about,
        fields: { status, receivedDate, 'missingItems.1': draw.pick(items) },
        groups: [['status', 'missingItems.1']],
      };
    case 'denied':
      return { ...about, fields: { status, receivedDate }, groups: [] };
    case 'not_on_file':
      return { ...about, fields: { status }, groups: [] };
  }
}
