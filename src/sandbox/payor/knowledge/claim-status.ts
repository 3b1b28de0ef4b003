import { dayType, expectedDays, patientInputs } from './every-call.ts';
import type { CallKnowledge } from './types.ts';

export const claimStatus: CallKnowledge = {
  thing: 'the claim',
  inputs: {
    ...patientInputs,
    dateOfService: { kind: 'date', required: true },
    billedAmount: { kind: 'money', required: true },
    claimNumber: { kind: 'text', required: false },
  },
  nothing: { field: 'status', value: 'not_on_file' },
  words: {
    paymentKind: {
      by: 'paymentMethod',
      say: { check: 'check', vcc: 'card' },
      otherwise: 'trace',
    },
  },
  topics: {
    patientShare: {
      cue: '(patient|member)s? (responsib\\w+|owes?|shares?|balance|liability|cost|portion)|responsibility|deductible|co ?pay(ment)?s?|co ?insurance|non ?covered',
      means: ['patientResponsibility'],
    },
    correctedClaim: {
      cue: 'correct(ed)? claim|resubmi\\w+|re submi\\w+|reconsideration',
      means: ['resubmitMethod'],
    },
    information: {
      cue: '(?<!pend(ing|ed) for )(what|which|any|additional|more)( \\w+){0,3} (information|info|records|documents|documentation|notes)|(information|info|records|documents|documentation|notes)( \\w+){0,4} (needed|requested|required|missing|asked)|(?<!pend(ing|ed) for (more|additional) )information|medical records',
      means: ['infoRequested'],
    },
  },
  fields: {
    status: {
      kind: 'choice',
      label: 'status',
      cue: '(status|outcome|(paid|processed) or denied|denied or paid|(been|was it|was the claim) (paid|denied|processed) or|what happened|where( \\w+){0,4} stand|(has|was|is) (it|the claim|this claim|that claim)( \\w+){0,2} (paid|denied|processed|finalized)$)',
      unless: '^(?!.*status).*(why|when|reasons?|date|much|how was|number|codes?)',
      choices: {
        paid: {
          say: ['The claim was paid.', 'It shows as paid.', 'That one was paid.', 'Okay, the claim is paid.'],
          heard: 'paid(?! at zero)',
        },
        denied: {
          say: [
            'The claim was denied.',
            'It shows as denied.',
            'Unfortunately that claim was denied.',
            'I show it denied.',
          ],
          heard: 'denied',
        },
        in_process: {
          say: [
            'The claim is still in process.',
            "It's still processing.",
            'I show the claim in process.',
            "It's pending, still in process.",
          ],
          heard: 'in process|processing|pending',
        },
        pended_info: {
          say: [
            'The claim is pending for more information.',
            "It's pended for additional information.",
            'The claim is on hold, we requested more information.',
          ],
          heard: 'pend|information',
        },
        approved_to_pay: {
          say: [
            'The claim is approved to pay.',
            "It's been approved for payment, but not paid out yet.",
            'It was approved to pay, the payment has not gone out.',
          ],
          heard: 'approved',
        },
        not_on_file: {
          say: [
            'I do not have that claim on file.',
            "I'm not finding a claim for that date.",
            "There's no claim on file for that.",
          ],
          heard: 'not|no claim',
        },
        forwarded: {
          say: [
            'The claim was forwarded to another plan.',
            'We forwarded that claim to the other plan.',
            'It was forwarded.',
          ],
          heard: 'forwarded',
        },
        zero_paid: {
          say: [
            'The claim was paid at zero. It all went to the deductible.',
            "It's zero paid. It all went to the deductible.",
            'It processed and paid zero, all of it was applied to the deductible.',
          ],
          heard: 'zero|deductible|nothing',
        },
        rejected: {
          say: ['The claim was rejected.', 'It was rejected up front.', 'That claim got rejected.'],
          heard: 'rejected',
        },
      },
    },
    claimNumber: {
      kind: 'identifier',
      label: 'claim number',
      cue: 'claims? (number|num|i ?d|control number)|(number (of|for|on) (the|this|that) claim)|d c n|i c n',
      say: [
        'The claim number is {value}.',
        "That's claim number {value}.",
        'Claim number {value}.',
        "Sure, it's {value}.",
      ],
    },
    receivedDate: {
      kind: 'date',
      label: 'received date',
      cue: 'received?|receipt|come in|came in|(did|when)( \\w+){0,3} (you|get) (get|receive)|on file',
      say: [
        'The claim was received on {value}.',
        'We received it on {value}.',
        'Received {value}.',
        'It came in on {value}.',
      ],
    },
    processedDate: {
      kind: 'date',
      label: 'processed date',
      cue: '(when|date)( \\w+){0,5} (processed|finali[sz]ed|adjudicated|denied|completed|rejected)|(process(ed|ing)?|finali[sz]ed|denial|adjudicat\\w+|decision|completion) date|processed|finali[sz]ed|adjudicated',
      say: [
        'It was processed on {value}.',
        'That processed on {value}.',
        'Processed {value}.',
        'The processed date is {value}.',
      ],
    },
    billed: {
      kind: 'money',
      label: 'billed amount',
      cue: 'billed|charged?s?|total charges?',
      say: ['The billed amount is {value}.', 'It was billed at {value}.', 'Billed charges were {value}.'],
    },
    allowed: {
      kind: 'money',
      label: 'allowed amount',
      cue: 'allow(ed|able|ance)?|contracted (rate|amount)',
      say: [
        'The allowed amount is {value}.',
        'We allowed {value}.',
        'Allowed {value}.',
        'The allowable was {value}.',
      ],
    },
    paid: {
      kind: 'money',
      label: 'paid amount',
      cue: '((much|amount)( \\w+){0,6} (paid|pay|payment)|paid amount|payment amount|amount of the payment|(the|and) (amount )?paid( amount)?$|what( \\w+){0,3} pay$)',
      unless: 'bulk|patient (pay|owe)',
      say: ['The paid amount is {value}.', 'We paid {value}.', 'Paid {value}.', 'The payment was {value}.'],
    },
    patientResponsibility: {
      kind: 'money',
      label: 'patient responsibility',
      topic: 'patientShare',
      cue: 'total patient|responsib\\w+|(patient|member)( \\w+)? owes?|owes?|liability|(patient|member)s? (share|balance|portion|cost)',
      say: [
        'The patient responsibility is {value}.',
        'The patient owes {value}.',
        'Patient responsibility is {value}.',
        'That leaves the member with {value}.',
      ],
    },
    'patientShare.deductible': {
      kind: 'money',
      topic: 'patientShare',
      label: 'deductible',
      cue: 'deductible',
      say: [
        '{value} went to the deductible.',
        'The deductible portion is {value}.',
        "It's {value} deductible.",
      ],
    },
    'patientShare.copay': {
      kind: 'money',
      topic: 'patientShare',
      label: 'copay',
      cue: 'co ?pay(ment)?s?',
      say: ['The copay is {value}.', '{value} is copay.', "There's a copay of {value}."],
    },
    'patientShare.coinsurance': {
      kind: 'money',
      topic: 'patientShare',
      label: 'coinsurance',
      cue: 'co ?insurance',
      say: ['The coinsurance is {value}.', '{value} is coinsurance.', 'Coinsurance came to {value}.'],
    },
    'patientShare.noncovered': {
      kind: 'money',
      topic: 'patientShare',
      label: 'non covered amount',
      cue: 'non ?covered|not covered',
      say: ['The non covered amount is {value}.', '{value} was not covered.'],
    },
    paymentMethod: {
      kind: 'choice',
      label: 'payment method',
      cue: '(check or|or (a |by )?check|or e f t|or eft|electronic|payment method|method of payment|(form|type|kind) of payment|how was (it|the claim|the payment|this|that) (paid|sent|made|issued)|by check|paper check|virtual card)',
      unless: 'number',
      choices: {
        check: {
          say: [
            'It was paid by check.',
            'That was a check.',
            'Paid by check.',
            'It went out as a paper check.',
          ],
          heard: 'check',
        },
        eft: {
          say: [
            'It was paid by E F T.',
            'That was an E F T.',
            'Paid electronically, by E F T.',
            'It was E F T.',
          ],
          heard: 'e f t|eft|electronic\\w*|direct deposit',
        },
        vcc: {
          say: ['It was paid by virtual card.', 'That was a virtual credit card.', 'Paid by virtual card.'],
          heard: 'virtual|card',
        },
      },
    },
    paymentNumber: {
      kind: 'identifier',
      label: 'payment number',
      cue: '(check|trace|payment|e f t|eft|transaction|remittance|virtual card|card)( or \\w+( f t)?)? (number|num|i ?d)|number (of|for|on) the (check|payment|e f t|eft|transaction)',
      say: [
        'The {paymentKind} number is {value}.',
        "That's {paymentKind} number {value}.",
        '{paymentKind} number {value}.',
      ],
    },
    paymentDate: {
      kind: 'date',
      label: 'payment date',
      cue: '((payment|check|issued?|e f t|eft|paid) date|payment( \\w+){0,3} date|date (of|on|for) (the )?(payment|check|e f t|eft)|(when|date)( \\w+){0,5} (issued|mailed|sent|paid|released|made)|date (it )?was paid)',
      unless: 'processed|cashed|cleared',
      say: [
        'The payment date is {value}.',
        'It was issued on {value}.',
        'Paid on {value}.',
        'The {paymentKind} went out on {value}.',
      ],
    },
    bulkAmount: {
      kind: 'money',
      label: 'bulk amount',
      cue: 'bulk|(total|whole|full)( \\w+){0,3} (check|payment|e f t|eft)|check total',
      beats: ['paid', 'paymentMethod'],
      say: [
        'The bulk amount is {value}.',
        'The total of the check is {value}.',
        'It was a bulk payment of {value}.',
      ],
    },
    payee: {
      kind: 'words',
      label: 'payee',
      cue: 'payee|(made|paid|payable)( out)? to|who( \\w+){0,4} (paid|payment)( to)?',
      unless: 'mailed',
      say: ['It was paid to {value}.', 'The payee is {value}.', 'It was made out to {value}.'],
    },
    cashed: {
      kind: 'choice',
      label: 'whether it was cashed',
      cue: 'cash(ed)?|cleared|outstanding',
      choices: {
        yes: {
          say: ['Yes, the check was cashed.', 'It has been cashed.', 'Yes, it cleared.'],
          heard: 'cashed|cleared',
        },
        no: {
          say: [
            'No, the check has not been cashed.',
            "It hasn't been cashed yet.",
            'It is still outstanding.',
          ],
          heard: 'not|hasnt|outstanding',
        },
      },
    },
    clearedDate: {
      kind: 'date',
      label: 'cleared date',
      cue: '(when|date)( \\w+){0,4} (cash(ed)?|clear(ed)?)|(cashed|cleared) (date|on)',
      beats: ['cashed'],
      say: ['The check cleared on {value}.', 'It was cashed on {value}.', 'Cleared {value}.'],
    },
    mailedTo: {
      kind: 'words',
      label: 'mailing address',
      cue: '(mailed|sent)( \\w+){0,3} (to|address)|(address|where)( \\w+){0,6} (mailed|sent)|(check|payment|pay to|remit\\w*) address',
      unless: 'appeal|request',
      beats: ['paymentDate'],
      say: ['It was mailed to {value}.', 'The check was sent to {value}.', 'That went to {value}.'],
    },
    'denials.#.reason': {
      kind: 'words',
      label: 'denial reason',
      cue: 'reasons?|why|denied for|cause',
      unless: 'reason codes?$',
      say: [
        'The denial reason is {value}.',
        'It was denied for {value}.',
        'The reason is {value}.',
        "It's denied because of {value}.",
      ],
    },
    'denials.#.code': {
      kind: 'code',
      label: 'denial code',
      cue: '(denial|reason|adjustment|carc|claim adjustment|group)?( \\w+)? ?codes?',
      unless: 'remark|procedure|diagnosis',
      say: ['The denial code is {value}.', "That's {value}.", 'Code {value}.', "It's denial code {value}."],
    },
    'denials.#.remark': {
      kind: 'code',
      label: 'remark code',
      cue: 'remarks?( codes?)?|r a r c|rarc',
      say: ['The remark code is {value}.', 'Remark code {value}.', 'And the remark is {value}.'],
    },
    'denials.#.line': {
      kind: 'number',
      label: 'line',
      cue: '(which|what) (service )?lines?|line (number|item)',
      say: ['That is line {value}.', "It's on line {value}."],
    },
    infoRequested: {
      kind: 'words',
      label: 'information requested',
      topic: 'information',
      cue: '(what|which|is|are)( \\w+){0,5} (needed|need|requested|missing|required|waiting for|information|records|documents)',
      unless: 'when|date|where',
      say: [
        'We need {value}.',
        "We're waiting on {value}.",
        'We requested {value}.',
        "What's needed is {value}.",
      ],
    },
    infoSentTo: {
      kind: 'words',
      label: 'where the request was sent',
      cue: '(request|letter)( \\w+){0,4} (sent|go|went|mailed) to|(who|whom|where)( \\w+){0,5} (request|letter|sent|send|mailed)( \\w+)?',
      unless: 'appeal|check|corrected|resubmi',
      say: ['The request was sent to {value}.', 'We sent the letter to {value}.', 'It went to {value}.'],
    },
    infoSentDate: {
      kind: 'date',
      label: 'date of the request',
      cue: '(when|date)( \\w+){0,5} (request|letter|requested|asked)( \\w+){0,2}|request date|(request|letter) (was |is )?(sent|mailed|dated)( out)? on',
      beats: ['infoSentTo', 'paymentDate', 'infoRequested'],
      say: ['The request was sent on {value}.', 'We sent it {value}.', 'The letter went out on {value}.'],
    },
    expectedDays,
    dayType,
    appealDeadline: {
      kind: 'date',
      label: 'appeal deadline',
      cue: 'appeals?( \\w+){0,3} (deadline|limit|time ?frame|window|date|by|period)|deadline|(when|long|days|time)( \\w+){0,8} appeals?|appeals?$',
      unless: 'correct(ed)? claim|resubmi\\w+|fax|address|timely filing',
      say: [
        'The appeal deadline is {value}.',
        'You have until {value} to appeal.',
        'Appeals have to be in by {value}.',
        'The deadline for an appeal is {value}.',
      ],
    },
    appealAddress: {
      kind: 'words',
      label: 'appeal address',
      cue: 'appeals?( \\w+){0,4} address|address( \\w+){0,6} appeals?|where( \\w+){0,6} (mail|send|submit|file)( \\w+){0,3} appeals?|appeals?( \\w+){0,4} (sent|mailed)',
      beats: ['appealDeadline', 'infoSentTo', 'mailedTo'],
      say: [
        'The appeal address is {value}.',
        'You can mail the appeal to {value}.',
        'Appeals go to {value}.',
      ],
    },
    appealFax: {
      kind: 'telephone',
      label: 'appeal fax number',
      cue: 'fax( \\w+){0,8}',
      beats: ['appealDeadline'],
      say: [
        'The appeal fax number is {value}.',
        'You can fax the appeal to {value}.',
        'The fax for appeals is {value}.',
      ],
    },
    correctedClaimDeadline: {
      kind: 'date',
      label: 'corrected claim deadline',
      topic: 'correctedClaim',
      cue: 'deadline|when|how (long|many)|until|time|limit|by what',
      beats: ['appealDeadline', 'expectedDays'],
      say: [
        'The corrected claim deadline is {value}.',
        'A corrected claim has to be in by {value}.',
        'You have until {value} for a corrected claim.',
      ],
    },
    resubmitMethod: {
      kind: 'words',
      label: 'way to resubmit',
      topic: 'correctedClaim',
      cue: '(how|method|way|where)( \\w+){0,6} (submit|resubmit|send|sent|file|submitted|resubmitted)?',
      unless: 'how (long|many)',
      say: [
        'You can resubmit by {value}.',
        'Corrected claims go by {value}.',
        'You would send it by {value}.',
      ],
    },
  },
  breaths: [
    {
      fields: ['allowed', 'paid', 'patientResponsibility'],
      say: [
        'The allowed amount is {allowed}. The paid amount is {paid}. The patient responsibility is {patientResponsibility}.',
        'Allowed {allowed}, paid {paid}, and the patient owes {patientResponsibility}.',
        'We allowed {allowed}, we paid {paid}, patient responsibility is {patientResponsibility}.',
      ],
    },
    {
      fields: ['allowed', 'paid'],
      say: ['Allowed {allowed}, paid {paid}.', 'We allowed {allowed} and paid {paid}.'],
    },
    {
      fields: ['receivedDate', 'processedDate'],
      say: [
        'Received {receivedDate}, processed {processedDate}.',
        'We received it {receivedDate} and it processed on {processedDate}.',
      ],
    },
    {
      fields: ['paymentNumber', 'paymentDate'],
      say: ['{paymentKind} number {paymentNumber}, dated {paymentDate}.'],
    },
  ],
};
