/** What a representative may know of a claim, by the name of the outcome field. */
export const claimFacts = [
  'status',
  'claimNumber',
  'receivedDate',
  'processedDate',
  'allowed',
  'paid',
  'patientResponsibility',
  'paymentMethod',
  'paymentNumber',
  'paymentDate',
  'denialReason',
  'denialCode',
  'appealDeadline',
  'expectedDays',
  'dayType',
  'infoRequested',
  'callReference',
  'repName',
] as const;
export type FactName = (typeof claimFacts)[number];
export type Facts = Partial<Record<FactName, string | number>>;

export type FactKind = 'money' | 'date' | 'identifier' | 'number' | 'words';

/** How a fact's value is spoken and compared. Money is integer cents, dates are ISO. */
export function kindOf(fact: FactName): FactKind {
  switch (fact) {
    case 'allowed':
    case 'paid':
    case 'patientResponsibility':
      return 'money';
    case 'receivedDate':
    case 'processedDate':
    case 'paymentDate':
    case 'appealDeadline':
      return 'date';
    case 'claimNumber':
    case 'paymentNumber':
    case 'callReference':
      return 'identifier';
    case 'expectedDays':
      return 'number';
    case 'status':
    case 'paymentMethod':
    case 'denialReason':
    case 'denialCode':
    case 'dayType':
    case 'infoRequested':
    case 'repName':
      return 'words';
  }
}
