import type { CallTypeCatalogue } from '../../kernel/call-task.ts';
import type { InputContract } from '../../kernel/call-type.ts';

const input = (name: string, kind: InputContract['kind'], required = true): InputContract => ({
  name,
  label: name,
  kind,
  required,
});

/** A call type as its file describes it, as much of it as intake reads. */
export const claimStatusOnly: CallTypeCatalogue = new Map([
  [
    'claim_status',
    {
      callType: 'claim_status',
      title: 'Claim status',
      inputs: [
        input('memberId', 'identifier'),
        input('patientFirstName', 'name'),
        input('patientLastName', 'name'),
        input('patientDateOfBirth', 'date'),
        input('dateOfService', 'date'),
        input('billedAmount', 'money'),
        input('npi', 'npi'),
        input('taxId', 'tax_id'),
        input('claimNumber', 'identifier', false),
      ],
      fields: [],
      checks: [],
    },
  ],
]);

/** A request that is accepted as it stands. */
export const goodRequest = {
  callType: 'claim_status',
  payor: { name: 'Summit Ridge Health' } as Record<string, unknown>,
  practice: { name: 'Cedar Hill Clinic', npi: '1234567893', taxId: '840000001', phone: '+13035550110' },
  inputs: {
    memberId: 'W4471908',
    patientFirstName: 'Jordan',
    patientLastName: "O'Sample",
    patientDateOfBirth: '1982-03-03',
    dateOfService: '2026-02-10',
    billedAmount: 25_000,
    npi: '1234567893',
    taxId: '84-0000001',
  } as Record<string, unknown>,
  externalId: 'claim-1001',
};
