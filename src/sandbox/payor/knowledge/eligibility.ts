import { patientInputs } from './every-call.ts';
import type { CallKnowledge, FieldKnowledge } from './types.ts';

type Scope = 'individual' | 'family';

/** Of a deductible or an out-of-pocket maximum: the whole, what is met, what remains. */
function accumulator(name: string, label: string, scope: Scope): Record<string, FieldKnowledge> {
  const whose = `${scope} ${label}`;
  const whole = `${name}.${scope}`;
  return {
    [`${whole}.total`]: {
      kind: 'money',
      label: whose,
      topic: name,
      scope,
      cue: `total|annual|yearly|full amount|overall|(what|how much) (is|are|was) (the |their |her |his |this |that )?((?!remaining|met)\\w+ ){0,3}(deductible|out of pocket( max(imum)?)?)(?! (amount )?(met|remaining|balance|left|used|that|has|have))$`,
      say: [
        `The ${whose} is {value}.`,
        `${capital(scope)} ${label} is {value}.`,
        `For the ${scope} it's {value}.`,
        `There's a {value} ${whose}.`,
      ],
    },
    [`${whole}.met`]: {
      kind: 'money',
      label: `${whose} met`,
      topic: name,
      scope,
      instead: `${whole}.remaining`,
      cue: 'met|satisfied|used|accumulat\\w+|applied|toward|so far|to date|credited',
      say: [
        `{value} of the ${whose} has been met.`,
        `They've met {value} of the ${whose}.`,
        `{value} is met on the ${whose}.`,
        `So far {value} has been met on the ${whose}.`,
      ],
    },
    [`${whole}.remaining`]: {
      kind: 'money',
      label: `${whose} remaining`,
      topic: name,
      scope,
      instead: `${whole}.met`,
      cue: 'remain(s|ing|der)?|left|still (owed|due|open|to be met|needs?|has|have)|outstanding|balance|to go',
      say: [
        `There is {value} remaining on the ${whose}.`,
        `{value} remains on the ${whose}.`,
        `The remaining ${whose} is {value}.`,
        `There's {value} left on the ${whose}.`,
      ],
    },
  };
}

function copay(service: string, words: string, cue: string): Record<string, FieldKnowledge> {
  return {
    [`copay.${service}`]: {
      kind: 'money',
      label: `${words} copay`,
      topic: 'copay',
      cue,
      say: [
        `The ${words} copay is {value}.`,
        `The copay for ${words} is {value}.`,
        `${capital(words)} is a {value} copay.`,
        `It's {value} for ${words}.`,
      ],
    },
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function breathsOf(name: string, label: string, scope: Scope): CallKnowledge['breaths'] {
  const at = `${name}.${scope}`;
  return [
    {
      fields: [`${at}.total`, `${at}.met`, `${at}.remaining`],
      say: [
        `The ${scope} ${label} is {${at}.total}, with {${at}.met} met and {${at}.remaining} remaining.`,
        `${capital(scope)} ${label} is {${at}.total}, {${at}.met} met, {${at}.remaining} left.`,
      ],
    },
    {
      fields: [`${at}.total`, `${at}.met`],
      say: [
        `The ${scope} ${label} is {${at}.total}, and {${at}.met} has been met.`,
        `${capital(scope)} ${label}'s {${at}.total}, {${at}.met} met.`,
      ],
    },
    {
      fields: [`${at}.total`, `${at}.remaining`],
      say: [
        `The ${scope} ${label} is {${at}.total}, with {${at}.remaining} remaining.`,
        `${capital(scope)} ${label}'s {${at}.total}, there's {${at}.remaining} remaining.`,
      ],
    },
  ];
}

export const eligibility: CallKnowledge = {
  thing: 'the member',
  inputs: {
    ...patientInputs,
    dateOfService: { kind: 'date', required: false },
    serviceType: { kind: 'text', required: false },
    procedureCode: { kind: 'text', required: false },
    procedureCode2: { kind: 'text', required: false },
  },
  nothing: { field: 'coverageStatus', value: 'not_found' },
  topics: {
    copay: { cue: 'co ?pay(ment)?s?', means: ['copay.primaryCare', 'copay.specialist'] },
    deductible: { cue: '(?<!high )deductibles?', means: ['deductible.individual.total'] },
    outOfPocketMax: {
      cue: 'out of pocket|o o p|oop|maximum out',
      means: ['outOfPocketMax.individual.total'],
    },
    visitLimit: {
      cue: '(visits?|benefit|session|day|therapy|service) (limit\\w*|max\\w*|cap)|(?<!filing )limit(s|ation|ations|ed)?|(how many|number of)( \\w+){0,3} (visits|days|hours|sessions)|max\\w*( \\w+){0,3} (visits|days|hours|sessions)|(visits|days|hours|sessions)( \\w+){0,4} (allowed|used|covered|left)',
      means: ['visitLimit.max'],
    },
    cob: { cue: 'coordination of benefits|c o b|cob', means: ['cob.order'] },
  },
  fields: {
    coverageStatus: {
      kind: 'choice',
      label: 'coverage status',
      cue: '(coverage|policy|plan|member|patient|eligibility|insurance|benefits?|they|he|she)( \\w+){0,4} (active|inactive|eligible|in force|current|covered|termed|terminated)|active( \\w+)? (coverage|policy|plan|on|or|for)|(is|are|was)( \\w+){0,4} (active|eligible|covered)|(eligibility|coverage|member|policy) status|status of( \\w+){0,4} (coverage|policy|plan|member|eligibility|patient|insurance)|(have|has)( \\w+){0,2} coverage|what is the status$|eligib\\w+$',
      unless:
        '(when|date|since)( \\w+){0,8} (active|effective|terminat|termed)|network|primary|code|coverage type|type of coverage',
      choices: {
        active: {
          say: [
            'The coverage is active.',
            "Yes, it's active.",
            "The member's active.",
            'I show active coverage.',
          ],
          heard: '(?<!in)active|eligible',
        },
        inactive: {
          say: [
            'The coverage is inactive.',
            "No, it's not active. It's inactive.",
            "I'm showing the policy as inactive.",
            'The coverage has terminated, it shows inactive.',
          ],
          heard: 'inactive|not active|terminated|termed',
        },
        pending: {
          say: ['The coverage is pending.', "It's pending, not active yet.", 'I show it as pending.'],
          heard: 'pending',
        },
        not_found: {
          say: [
            'I cannot find that member.',
            "I'm not finding a member with that information.",
            "There's no member on file with that I D.",
          ],
          heard: 'not|no member',
        },
      },
    },
    effectiveDate: {
      kind: 'date',
      label: 'effective date',
      cue: 'effective( \\w+)? (date|since|from|on)|effective$|(date|when|since when|how long)( \\w+){0,7} (effective|start(ed|s)?|begin|began|begun|active|effect)|(start|begin(ning)?) date|effective as of',
      unless: '(terminat\\w*|termed|term date|end date|updated)( \\w+)?$',
      beats: ['coverageStatus'],
      say: [
        'The effective date is {value}.',
        'It went into effect on {value}.',
        'Effective {value}.',
        'They have been covered since {value}.',
      ],
    },
    termDate: {
      kind: 'date',
      label: 'termination date',
      cue: 'term(ed|ination|inated|inates|inate)?( \\w+){0,3} (date|on|when)|(when|date)( \\w+){0,7} (term(ed|s|inate[ds]?|ination)?|end(ed|s|ing)?|expire[ds]?|cancel(l?ed)?|lapsed?|inactive|stop(ped)?)|(end|expiration|term|cancel\\w*) date|termination|termed|terminated',
      beats: ['coverageStatus'],
      say: [
        'The termination date is {value}.',
        'It termed on {value}.',
        'The coverage ended on {value}.',
        'Termed {value}.',
      ],
    },
    planType: {
      kind: 'choice',
      label: 'plan type',
      cue: '(type|kind|sort)( \\w+){0,2} (plan|coverage|policy|product|insurance)|(plan|product|coverage|policy) type|h m o|hmo|p p o|ppo|e p o|epo|p o s\\b',
      unless: 'network status',
      choices: {
        HMO: { say: ['It is an H M O.', "It's an H M O plan.", 'H M O.'], heard: 'h m o|hmo' },
        PPO: { say: ['It is a P P O.', "It's a P P O plan.", 'P P O.'], heard: 'p p o|ppo' },
        EPO: { say: ['It is an E P O.', "It's an E P O plan.", 'E P O.'], heard: 'e p o|epo' },
        POS: {
          say: ['It is a P O S plan.', "It's a point of service plan, P O S.", 'P O S.'],
          heard: 'p o s|pos|point',
        },
        HDHP: {
          say: [
            'It is a high deductible health plan.',
            "It's an H D H P.",
            'A high deductible plan, H D H P.',
          ],
          heard: 'high|h d h p|hdhp',
        },
        Indemnity: { say: ['It is an indemnity plan.', "It's traditional indemnity."], heard: 'indemnity' },
        MA: { say: ['It is a Medicare Advantage plan.', "It's Medicare Advantage."], heard: 'medicare' },
        Medicaid: { say: ['It is a Medicaid plan.', "It's Medicaid."], heard: 'medicaid' },
        other: {
          say: ['It is another type of plan.', "It's none of the usual types."],
          heard: 'other|another',
        },
      },
    },
    planName: {
      kind: 'words',
      label: 'plan name',
      cue: '(plan|product|policy)s? (is )?(name|called|named)|(name|title)( \\w+){0,3} (plan|product|policy)|(which|what) (plan|product)( is| are| does| do|$)|exact plan',
      unless: '(type|kind)( \\w+){0,2} plan|plan type|pay',
      say: [
        'The plan name is {value}.',
        "It's the {value} plan.",
        'The plan is called {value}.',
        "They're on {value}.",
      ],
    },
    groupNumber: {
      kind: 'identifier',
      label: 'group number',
      cue: 'group( policy)? (number|num|i ?d)|group$',
      say: ['The group number is {value}.', 'Group number {value}.', 'Their group is {value}.'],
    },
    fundingType: {
      kind: 'choice',
      label: 'funding',
      cue: 'fund(ed|ing)|self insured|fully insured|a s o',
      choices: {
        fully_insured: {
          say: ['It is fully insured.', "It's a fully insured plan.", 'Fully insured.'],
          heard: 'fully',
        },
        self_insured: {
          say: ['It is self insured.', "It's self funded, self insured.", 'Self insured.'],
          heard: 'self',
        },
      },
    },
    networkStatus: {
      kind: 'choice',
      label: 'network status',
      cue: 'network status|participat\\w+|(are|is|was)( \\w+){0,10} (in|out|in or out)( of)?( the| your| our)?( plans?)? ?network|(in|out)( of)? network( or|$)|in or out|contracted|\\bpar\\b|network$',
      unless: 'deductible|co ?pay|co ?insurance|out of pocket|visits? limit|network (deductible|benefit)',
      choices: {
        in: {
          say: [
            'The provider is in network.',
            "You're in network.",
            'Yes, in network.',
            'I show that provider as participating, in network.',
          ],
          heard: '\\bin network|participating|(?<!out )\\bin\\b',
        },
        out: {
          say: [
            'The provider is out of network.',
            "You're out of network.",
            'No, out of network.',
            "That provider's not participating, so out of network.",
          ],
          heard: 'out of network|out\\b|not participating',
        },
        unknown: {
          say: [
            "I can't tell whether the provider is in network.",
            "I don't know the network status for that provider.",
            'The network status is unknown.',
          ],
          heard: 'unknown|not known',
        },
      },
    },
    ...copay('primaryCare', 'primary care', 'primary|p c p|pcp|office visits?|family doctor'),
    ...copay('specialist', 'a specialist', 'specialists?|specialty'),
    ...copay('urgentCare', 'urgent care', 'urgent'),
    ...copay('emergency', 'the emergency room', 'emergency|e r\\b'),
    coinsurancePct: {
      kind: 'percent',
      label: 'coinsurance',
      cue: 'co ?insurance|percent(age)?|(covered|pays?|cover|reimbursed) at|(patient|member)s? share',
      unless: 'deductible',
      say: [
        'The coinsurance is {value} percent.',
        "It's covered at {rest} percent.",
        'The plan pays {rest} percent and the member pays {value}.',
        'The member is responsible for {value} percent.',
        'Coinsurance is {value} percent after the deductible.',
      ],
    },
    ...accumulator('deductible', 'deductible', 'individual'),
    ...accumulator('deductible', 'deductible', 'family'),
    ...accumulator('outOfPocketMax', 'out of pocket maximum', 'individual'),
    ...accumulator('outOfPocketMax', 'out of pocket maximum', 'family'),
    'authRequired.#': {
      kind: 'choice',
      label: 'prior authorization',
      cue: '(prior |pre ?)?auth\\w*|pre ?cert\\w*|pre ?approv\\w*|prior approval|pre determination',
      about: 'procedureCode',
      choices: {
        yes: {
          say: [
            'Yes, prior authorization is required for {about}.',
            'Authorization is required for {about}.',
            'Yes, {about} needs an authorization.',
            'That one does require prior auth.',
          ],
          heard: '(?<!not )\\b(required|requires?|needs?|needed)|yes',
        },
        no: {
          say: [
            'No, prior authorization is not required for {about}.',
            'No authorization is required for {about}.',
            'No auth needed for {about}.',
            "No, that one doesn't need prior authorization.",
          ],
          heard: 'not required|no auth\\w*|not need|doesnt|no\\b',
        },
        unknown: {
          say: [
            'I cannot see whether {about} needs authorization.',
            "I don't know if {about} needs a prior authorization, authorizations go through another vendor.",
          ],
          heard: 'unknown|not known',
        },
      },
    },
    referralRequired: {
      kind: 'choice',
      label: 'referral',
      cue: 'referrals?',
      choices: {
        yes: {
          say: ['Yes, a referral is required.', 'They do need a referral.', 'A referral is needed, yes.'],
          heard: '(?<!no |not )(required|needed|needs?)|yes',
        },
        no: {
          say: ['No, a referral is not required.', 'No referral needed.', "They don't need a referral."],
          heard: 'not|no ',
        },
      },
    },
    pcpName: {
      kind: 'name',
      label: 'primary care physician',
      cue: 'p c ps?|pcps?|primary care (physician|provider|doctor)|primary (physician|doctor)|assigned (doctor|physician|provider)',
      unless: 'co ?pay|visit',
      say: [
        'The primary care physician is {value}.',
        'Their P C P is {value}.',
        "It's {value}, on file as the P C P.",
      ],
    },
    'visitLimit.max': {
      kind: 'number',
      label: 'visit limit',
      topic: 'visitLimit',
      cue: '^(?!.*(used|so far|taken|already|combined|shared)).*(limit|max\\w*|how many|number of|allowed)|(visits?|days|hours) (allowed|limit|maximum)(?!( \\w+)* (combined|shared))',
      say: [
        'The limit is {value} {visitLimit.unit}.',
        "There's a limit of {value} {visitLimit.unit} a year.",
        'They get {value} {visitLimit.unit} per year.',
        'The limit is {value} visits.',
      ],
    },
    'visitLimit.used': {
      kind: 'number',
      label: 'visits used',
      topic: 'visitLimit',
      cue: 'used|so far|taken|already|to date|completed|had',
      say: [
        '{value} have been used.',
        "They've used {value} {visitLimit.unit} so far.",
        '{value} used to date.',
      ],
    },
    'visitLimit.unit': {
      kind: 'choice',
      label: 'unit of the limit',
      within: 'visitLimit.max',
      topic: 'visitLimit',
      cue: '(visits|days|hours) or|(type|kind) of (unit|limit)|(in|per) (visits|days|hours)|(is|are) (that|it|those|they) (\\w+ )?(visits|days|hours)',
      choices: {
        visits: { say: ["That's in visits.", 'Visits.'], heard: 'visits?' },
        days: { say: ["That's in days.", 'Days.'], heard: 'days?' },
        hours: { say: ["That's in hours.", 'Hours.'], heard: 'hours?' },
      },
    },
    'visitLimit.combinedWith': {
      kind: 'words',
      label: 'what the limit is combined with',
      topic: 'visitLimit',
      cue: 'combin\\w+|shared?( with)?|together with|pooled',
      say: [
        "It's combined with {value}.",
        'That is combined with {value}.',
        'Those are shared with {value}.',
      ],
    },
    'cob.order': {
      kind: 'choice',
      label: 'order of coverage',
      cue: 'coordination of benefits$|(is|are)( \\w+){0,6} (primary|secondary|tertiary)(?! care)|(primary|secondary)( \\w+)? or|(primary|secondary) (insurance|pay[eo]r|coverage|plan)|order of benefits|pay(s|ing)? (first|primary)|primary$',
      unless: 'primary care|co ?pay|p c p',
      choices: {
        primary: {
          say: ['This plan is primary.', 'We are primary.', "We're the primary.", 'I show us as primary.'],
          heard: 'primary',
        },
        secondary: {
          say: [
            'This plan is secondary.',
            'We are secondary.',
            "We're the secondary.",
            'I show us as secondary.',
          ],
          heard: 'secondary',
        },
        tertiary: {
          say: ['This plan is tertiary.', 'We are tertiary.', "We're third, tertiary."],
          heard: 'tertiary|third',
        },
      },
    },
    'cob.otherPayer': {
      kind: 'words',
      label: 'other insurance',
      cue: '(other|another|additional) (insurance|pay[eo]r|coverage|carrier|plan|policy)|(who|which|what)( \\w+){0,5} (is|are|has|the) (the )?(primary|secondary)( |$)|name of the (other|primary)',
      unless: 'updated|verified|primary care|co ?pay|p c p',
      beats: ['cob.order'],
      say: ['The other insurance is {value}.', 'The primary is {value}.', '{value} is the other carrier.'],
    },
    'cob.lastUpdated': {
      kind: 'date',
      label: 'date of the last C O B update',
      cue: 'last (updated?|verified|reviewed)|updated?( \\w+){0,2}|verified',
      beats: ['cob.order', 'cob.otherPayer'],
      say: [
        'The C O B was last updated on {value}.',
        'It was last updated {value}.',
        'Other insurance was verified on {value}.',
      ],
    },
    claimsAddress: {
      kind: 'words',
      label: 'claims address',
      cue: '(claims?|mailing|billing|paper)( \\w+){0,2} address|address( \\w+){0,6} claims?|where( \\w+){0,5} (send|mail|submit)( \\w+)? claims?|address$',
      say: [
        'The claims address is {value}.',
        'You can mail claims to {value}.',
        'Paper claims go to {value}.',
      ],
    },
    payerId: {
      kind: 'identifier',
      label: 'payer I D',
      cue: 'pay[eo]r (i ?d|identification|number|code)|electronic( \\w+){0,3} (i ?d|claims?)|e d i',
      say: [
        'The payer I D is {value}.',
        'Payer I D {value}.',
        'For electronic claims the payer I D is {value}.',
      ],
    },
    timelyFilingDays: {
      kind: 'number',
      label: 'timely filing limit',
      cue: 'timely|filing (limit|deadline|window|period)|(how (long|many days)|time limit|deadline)( \\w+){0,7} (file|submit|filing|claims?)',
      say: [
        'The timely filing limit is {value} days.',
        'You have {value} days from the date of service to file.',
        'Timely filing is {value} days.',
      ],
    },
  },
  breaths: [
    ...breathsOf('deductible', 'deductible', 'individual'),
    ...breathsOf('deductible', 'deductible', 'family'),
    ...breathsOf('outOfPocketMax', 'out of pocket maximum', 'individual'),
    ...breathsOf('outOfPocketMax', 'out of pocket maximum', 'family'),
    {
      fields: ['copay.primaryCare', 'copay.specialist'],
      say: [
        'The primary care copay is {copay.primaryCare}, and a specialist is {copay.specialist}.',
        "It's {copay.primaryCare} for primary care and {copay.specialist} for a specialist.",
      ],
    },
    {
      fields: ['coverageStatus', 'effectiveDate'],
      say: [
        '{coverageStatus} The effective date is {effectiveDate}.',
        '{coverageStatus} Effective {effectiveDate}.',
      ],
    },
    {
      fields: ['visitLimit.max', 'visitLimit.used'],
      say: ['They get {visitLimit.max} {visitLimit.unit}, {visitLimit.used} used so far.'],
    },
  ],
};
