import type { Draw } from './draw.ts';
import { memberId, npi, phone, taxId } from './values.ts';

const firstNames = [
  'Jordan',
  'Avery',
  'Morgan',
  'Taylor',
  'Jamie',
  'Casey',
  'Riley',
  'Parker',
  'Quinn',
  'Dana',
  'Robin',
  'Leslie',
  'Alex',
  'Terry',
  'Marion',
  'Frances',
  'Jesse',
  'Kelly',
  'Shannon',
  'Tracy',
] as const;
const lastNames = [
  'Sample',
  'Stone',
  'Rivers',
  'Fields',
  'Marsh',
  'Woods',
  'Baker',
  'Carter',
  'Dale',
  'Ford',
  'Glenn',
  'Hill',
  'Lane',
  'Mason',
  'North',
  'Price',
  'Reed',
  'Shaw',
  'Wells',
  'York',
] as const;
const representatives = [
  'Angela',
  'Kevin',
  'Thomas',
  'Brenda',
  'Marcus',
  'Denise',
  'Patrick',
  'Sandra',
  'Walter',
  'Monica',
  'Victor',
  'Sheila',
  'Howard',
  'Tina',
  'Carlos',
  'Megan',
  'Oscar',
  'Paula',
  'Renee',
  'Derek',
] as const;
const places = [
  'Summit',
  'Silver',
  'Cedar',
  'Harbor',
  'Prairie',
  'Granite',
  'Willow',
  'Copper',
  'Beacon',
  'Meadow',
  'Falcon',
  'Orchard',
  'Canyon',
  'Lantern',
  'Juniper',
  'Compass',
  'Timber',
  'Crescent',
] as const;
const features = ['Ridge', 'Lake', 'Valley', 'Point', 'Grove', 'Springs', 'Field', 'Bridge'] as const;
const payorKinds = ['Health', 'Health Plan', 'Benefit Group', 'Mutual', 'Insurance', 'Care Network'] as const;
const practiceKinds = [
  'Family Medicine',
  'Clinic',
  'Orthopedics',
  'Physical Therapy',
  'Pediatrics',
  'Cardiology',
  'Medical Group',
] as const;
const states = ['CO', 'VA', 'OH', 'GA', 'OR', 'AZ', 'NC', 'UT', 'MA', 'IL'] as const;

function firstName(draw: Draw): string {
  return draw.pick(firstNames);
}

function lastName(draw: Draw): string {
  return draw.pick(lastNames);
}

export function representativeName(draw: Draw): string {
  return draw.pick(representatives);
}

/** An invented payor. */
export function payor(draw: Draw) {
  return {
    name: `${draw.pick(places)} ${draw.pick(features)} ${draw.pick(payorKinds)}`,
    phoneNumber: phone(draw),
    aliases: [],
  };
}

export function practice(draw: Draw) {
  return {
    name: `${draw.pick(places)} ${draw.pick(features)} ${draw.pick(practiceKinds)}`,
    npi: npi(draw),
    taxId: taxId(draw),
    phone: phone(draw),
    state: draw.pick(states),
    address: `${draw.int(10, 990)} ${draw.pick(places)} Street`,
  };
}

/** Of whom the question is: a patient, or a provider where there is none. */
export function subjectInputs(draw: Draw, callType: string): Record<string, string> {
  return callType === 'credentialing_status'
    ? { providerFirstName: firstName(draw), providerLastName: lastName(draw) }
    : {
        memberId: memberId(draw),
        patientFirstName: firstName(draw),
        patientLastName: lastName(draw),
        patientDateOfBirth: dateOfBirth(draw),
      };
}

function dateOfBirth(draw: Draw): string {
  return `${draw.int(1938, 2015)}-${two(draw.int(1, 12))}-${two(draw.int(1, 28))}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
