import type { Draw } from './draw.ts';
import type { Case } from './facts.ts';
import { daysAfter, fiveDigitCode, money, reference } from './values.ts';

type Fields = Record<string, string | number>;

const plans = ['Choice Plus', 'Open Access', 'Select', 'Premier', 'Community Care', 'Essential'] as const;
const otherPayors = ['medicare', 'a plan through the spouse', 'another commercial plan'] as const;

/** A member and what the plan covers. */
export function eligibilityCase(draw: Draw): Case {
  const status = draw.weighed({ active: 84, inactive: 8, pending: 3, not_found: 5 });
  const inputs: Fields = { dateOfService: daysAfter('2026-11-18', draw.int(0, 40)) };
  if (draw.chance(0.6))
    inputs.serviceType = draw.pick(['specialist visit', 'physical therapy', 'office visit']);
  const codes = draw.weighed({ none: 4, one: 4, two: 2 });
  if (codes !== 'none') inputs.procedureCode = fiveDigitCode(draw);
  if (codes === 'two') inputs.procedureCode2 = fiveDigitCode(draw);
  if (inputs.procedureCode2 === inputs.procedureCode) delete inputs.procedureCode2;
  const about = { callType: 'eligibility', inputs };
  switch (status) {
    case 'not_found':
      return { ...about, fields: { coverageStatus: status }, unasked: [], groups: [] };
    case 'inactive':
      return {
        ...about,
        fields: {
          coverageStatus: status,
          effectiveDate: daysAfter('2026-01-01', draw.int(0, 20)),
          termDate: daysAfter('2026-04-30', draw.int(0, 150)),
        },
        unasked: [],
        groups: [
          ['coverageStatus', 'termDate'],
          ['effectiveDate', 'termDate'],
        ],
      };
    case 'pending':
      return {
        ...about,
        fields: {
          coverageStatus: status,
          effectiveDate: daysAfter('2026-12-01', draw.int(0, 31)),
        },
        unasked: [],
        groups: [],
      };
    case 'active':
      return { ...about, ...active(draw, inputs) };
  }
}

function network(draw: Draw): string {
  return draw.weighed({ in: 7, out: 3 });
}

function active(draw: Draw, inputs: Fields): Omit<Case, 'callType' | 'inputs'> {
  const planType = draw.weighed({ HMO: 25, PPO: 40, EPO: 12, POS: 8, HDHP: 10, MA: 3, Medicaid: 2 });
  const order = draw.weighed({ primary: 85, secondary: 13, tertiary: 2 });
  const fields: Fields = {
    coverageStatus: 'active',
    effectiveDate: draw.pick(['2026-01-01', '2026-01-01', '2026-02-01', '2026-04-01', '2026-07-01']),
    planType,
    planName: draw.pick(plans),
    networkStatus: network(draw),
    'copay.primaryCare': draw.pick([0, 1500, 2000, 2500, 3000, 3500]),
    'copay.specialist': draw.pick([2500, 3500, 4000, 4500, 5000, 6000, 7500]),
    coinsurancePct: draw.pick([0, 10, 15, 20, 25, 30, 40]),
    ...accumulator(draw, 'deductible.individual', draw.pick([50_000, 100_000, 150_000, 200_000, 300_000])),
    ...accumulator(draw, 'outOfPocketMax.individual', draw.pick([400_000, 500_000, 650_000, 750_000])),
    'cob.order': order,
  };
  if (inputs.procedureCode !== undefined) fields['authRequired.1'] = draw.weighed({ yes: 4, no: 6 });
  if (inputs.procedureCode2 !== undefined) fields['authRequired.2'] = draw.weighed({ yes: 4, no: 6 });
  if (planType === 'HMO') {
    fields.referralRequired = draw.weighed({ yes: 6, no: 4 });
    fields.pcpName = draw.pick(['Doctor Baker', 'Doctor Wells', 'Doctor Mason', 'Doctor Carter']);
  }
  if (order !== 'primary') fields['cob.otherPayer'] = draw.pick(otherPayors);
  const unasked: string[] = [];
  const extra = (field: string, value: string | number) => {
    fields[field] = value;
    unasked.push(field);
  };
  if (draw.chance(0.25)) extra('groupNumber', reference(draw));
  if (draw.chance(0.15)) extra('timelyFilingDays', draw.pick([90, 120, 180, 365]));
  if (draw.chance(0.2)) {
    const total = draw.pick([300_000, 400_000, 600_000]);
    extra('deductible.family.total', total);
    extra('deductible.family.met', money(draw, 100, total / 100 - 100));
  }
  const each = (name: string) => Object.keys(fields).filter((field) => field.startsWith(name));
  // Of what is met and what remains only one is asked for.
  const accumulators = ['deductible.individual', 'outOfPocketMax.individual'].map(each);
  const both = (fieldsOf: readonly string[]) => fieldsOf.length > 2;
  return {
    fields,
    unasked,
    together: accumulators.filter(both),
    groups: [
      ...accumulators.filter((one) => !both(one)),
      ['coverageStatus', 'effectiveDate'],
      ['copay.primaryCare', 'copay.specialist'],
      ['planType', 'networkStatus'],
    ],
  };
}

/** Total, and what is met or what remains; both only where both are told. */
function accumulator(draw: Draw, name: string, total: number): Fields {
  const met = draw.chance(0.1) ? total : draw.chance(0.15) ? 0 : money(draw, 1, total / 100 - 1);
  switch (draw.weighed({ met: 4, remaining: 3, both: 3 })) {
    case 'met':
      return { [`${name}.total`]: total, [`${name}.met`]: met };
    case 'remaining':
      return { [`${name}.total`]: total, [`${name}.remaining`]: total - met };
    case 'both':
      return { [`${name}.total`]: total, [`${name}.met`]: met, [`${name}.remaining`]: total - met };
  }
}
