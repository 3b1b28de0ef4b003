import { dayType, expectedDays, patientInputs } from './every-call.ts';
import type { CallKnowledge } from './types.ts';

export const priorAuth: CallKnowledge = {
  thing: 'the authorization',
  inputs: {
    ...patientInputs,
    procedureCode: { kind: 'text', required: true },
    dateOfService: { kind: 'date', required: false },
    authNumber: { kind: 'text', required: false },
    submittedDate: { kind: 'date', required: false },
  },
  nothing: { field: 'status', value: 'not_on_file' },
  topics: {
    validity: {
      cue: '(approv\\w+|auth\\w*|valid\\w*|effective|certified|service)( \\w+){0,3} (dates?|period|range|span|window)|dates( \\w+){0,6} (approved|valid|authorized|covers?|covered|good|spans?)|valid|date (range|span)|good (for|from|through|until)|(start|begin\\w*)( \\w+){0,3} and( \\w+){0,3} (end|expir\\w+)',
      means: ['approvedFrom', 'approvedTo'],
    },
    peerToPeer: { cue: 'peer (to|two|2) peer|p (to|two|2) p|peer review', means: ['peerToPeer.available'] },
    amount: {
      cue: '(how many|number of|quantity)( \\w+){0,4}|(visits|units|days|hours|sessions)( \\w+){0,4} (approved|authorized|allowed|used|left|remain\\w*)',
      means: [],
    },
  },
  fields: {
    status: {
      kind: 'choice',
      label: 'status',
      cue: 'status|(the|what)( \\w+)? (decision|determination)$|outcome|(is|was|has|were)( \\w+){0,5} (approved|denied|authori[sz]ed|decided)( or|$)|approved or|where( \\w+){0,4} stand|on file$',
      unless: '^(?!.*status).*(how many|codes?|dates?|reason|units|visits|when|expect|who|provider)',
      choices: {
        approved: {
          say: [
            'The authorization was approved.',
            "It's approved.",
            'That was approved.',
            'I show it approved.',
          ],
          heard: '(?<!partially )approved',
        },
        partial: {
          say: [
            'The authorization was partially approved.',
            "It's a partial approval.",
            'It was approved in part.',
          ],
          heard: 'partial\\w*|in part',
        },
        modified: {
          say: [
            'The authorization was approved with modifications.',
            'It was modified, approved with changes.',
            'It shows as modified.',
          ],
          heard: 'modifi\\w+|changes',
        },
        denied: {
          say: [
            'The authorization was denied.',
            "It's denied.",
            'Unfortunately it was denied.',
            'I show a denial.',
          ],
          heard: 'denied|denial',
        },
        pended: {
          say: [
            'The authorization is pended.',
            "It's pending.",
            "It's still pended, no decision yet.",
            'It is pending review.',
          ],
          heard: 'pend\\w*',
        },
        not_required: {
          say: [
            'No authorization is required for that.',
            "That code doesn't require an authorization.",
            'Authorization is not required.',
          ],
          heard: 'not required|no auth',
        },
        not_on_file: {
          say: [
            'I do not have that authorization on file.',
            "I'm not finding an authorization for that.",
            'There is no authorization on file.',
          ],
          heard: 'not|no auth',
        },
        canceled: {
          say: ['The authorization was canceled.', 'That request was canceled.', 'It shows as canceled.'],
          heard: 'cancel\\w*|withdrawn',
        },
        expired: {
          say: ['The authorization is expired.', 'That authorization expired.', 'It shows as expired.'],
          heard: 'expired',
        },
      },
    },
    authNumber: {
      kind: 'identifier',
      label: 'authorization number',
      cue: '(auth\\w*|approval|certification|case|pre ?cert\\w*)( reference)? (number|num|i ?d|code)|(number|reference)( \\w+){0,4} (auth\\w*|approval|case)',
      unless: 'number of|how many',
      beats: ['callReference'],
      say: [
        'The authorization number is {value}.',
        'Authorization number {value}.',
        'The auth number is {value}.',
        "That's {value}.",
      ],
    },
    approvedFrom: {
      kind: 'date',
      label: 'start date',
      cue: '(start|begin\\w*|effective|from) date|(when|date)( \\w+){0,6} (start|starts|begin|begins|effective)|from (when|what)|(approved|valid|good|runs?) from|(starts?|begins?)( \\w+){0,2}$',
      say: [
        'It is approved from {value}.',
        'The start date is {value}.',
        'It starts {value}.',
        'Approved from {value}.',
      ],
    },
    approvedTo: {
      kind: 'date',
      label: 'end date',
      cue: '(end|expir\\w+|through|to) date|(when|date)( \\w+){0,6} (ends?|expires?|expire|run out|through)|until when|through (when|what)|(date|when)( \\w+){0,6} through$|(ends?|expires?)$|to what date|(approved|valid|good) (through|until|to)',
      say: [
        'It is approved through {value}.',
        'The end date is {value}.',
        'It expires on {value}.',
        'Good through {value}.',
      ],
    },
    'lines.#.code': {
      kind: 'code',
      label: 'procedure code',
      cue: '(which|what)( \\w+){0,3} (codes?|procedures?|services?|c p t)|(procedure|c p t|service|approved|authorized) codes?|codes? (is|are|was|were)|services? (is|are|was|were)( \\w+)? (approved|covered|authorized)|for (which|what) (code|service|procedure)',
      unless: 'diagnos|i c d|missing|status',
      say: ['The code is {value}.', "It's for code {value}.", 'That is C P T {value}.', 'Code {value}.'],
    },
    'lines.#.unitType': {
      kind: 'choice',
      label: 'unit',
      within: 'lines.#.approved',
      cue: '(visits|units|days|hours)( \\w+){0,2} or|(type|kind|sort) of units?|unit (type|of measure)|(is|are|in) (that|those|these|it|they)( \\w+)? (visits|units|days|hours)|visits units',
      choices: {
        visits: { say: ['Those are visits.', "It's in visits.", 'Visits.'], heard: 'visits?' },
        units: { say: ['Those are units.', "It's in units.", 'Units.'], heard: 'units?' },
        days: { say: ['Those are days.', "It's in days.", 'Days.'], heard: 'days?' },
        hours: { say: ['Those are hours.', "It's in hours.", 'Hours.'], heard: 'hours?' },
      },
    },
    'lines.#.approved': {
      kind: 'number',
      label: 'approved amount',
      cue: '(how many|number of|quantity|amount)( \\w+){0,6} (approved|authori[sz]ed|allowed|granted)|^(?!.*(used|left|remain|utiliz|take|longer)).*(how many|number of)( \\w+){0,3} (visits|units|days|hours|sessions)|(visits|units|days|hours|sessions|quantity)( \\w+){0,4} (approved|authori[sz]ed|allowed)|(approved|authori[sz]ed) (visits|units|quantity|amount|number)|number (approved|authori[sz]ed)|^(?!.*(used|left|remain|utiliz|days)).*how many$',
      say: [
        '{value} {lines.#.unitType} were approved.',
        "They're approved for {value} {lines.#.unitType}.",
        'Approved {value} {lines.#.unitType}.',
        '{value} are approved.',
      ],
    },
    'lines.#.used': {
      kind: 'number',
      label: 'used amount',
      cue: 'used|utili[sz]ed|already (taken|billed|had)|have been (taken|billed)|remain\\w*|left',
      unless: 'peer|appeal|criteri|guideline',
      say: [
        '{value} have been used.',
        '{value} used so far.',
        "They've used {value} of them.",
        '{value} {lines.#.unitType} have been used.',
      ],
    },
    'diagnosisCodes.#': {
      kind: 'code',
      label: 'diagnosis code',
      cue: 'diagnos\\w+|i c d|icd|d x',
      beats: ['lines.#.code'],
      say: ['The diagnosis code is {value}.', 'Diagnosis code {value}.', "It's under {value}."],
    },
    requestingProvider: {
      kind: 'name',
      label: 'requesting provider',
      cue: '(requesting|ordering|referring)( \\w+)?|who( \\w+)? (requested|ordered|referred|submitted)',
      say: ['The requesting provider is {value}.', 'It was requested by {value}.', '{value} requested it.'],
    },
    servicingProvider: {
      kind: 'name',
      label: 'servicing provider',
      cue: '(servicing|rendering|performing|treating|service) (provider|physician|doctor)|who( \\w+){0,4} (performs?|performing|renders?|rendering|provides?|providing)',
      say: [
        'The servicing provider is {value}.',
        "It's approved for {value} as the servicing provider.",
        'Rendering is {value}.',
      ],
    },
    facility: {
      kind: 'words',
      label: 'facility',
      cue: 'facility|hospital|site of (care|service)|place of service|location|where( \\w+){0,4} (performed|done|rendered)',
      say: ['The facility is {value}.', "It's at {value}.", 'The approved facility is {value}.'],
    },
    denialReason: {
      kind: 'words',
      label: 'denial reason',
      cue: 'reasons?|why|rationale|denied for',
      say: [
        'The denial reason is {value}.',
        'It was denied for {value}.',
        'The reason is {value}.',
        'They denied it for {value}.',
      ],
    },
    criteria: {
      kind: 'words',
      label: 'criteria',
      cue: 'criteri\\w+|guidelines?|medical policy|clinical (basis|policy)',
      beats: ['denialReason', 'lines.#.used'],
      say: ['The criteria were {value}.', 'They used {value}.', 'It was reviewed under {value}.'],
    },
    'peerToPeer.available': {
      kind: 'choice',
      label: 'peer to peer',
      topic: 'peerToPeer',
      cue: 'available|availability|option|offer(ed)?|possible|(can|could|may)( \\w+){0,4} (request|do|have|schedule)|allowed|eligible|is there|open',
      choices: {
        yes: {
          say: [
            'Yes, a peer to peer is available.',
            'You can do a peer to peer.',
            'A peer to peer is available, yes.',
          ],
          heard: '(?<!not )available|yes',
        },
        no: {
          say: [
            'No, a peer to peer is not available.',
            "There's no peer to peer for this one.",
            'A peer to peer is no longer available.',
          ],
          heard: 'not|no ',
        },
      },
    },
    'peerToPeer.phone': {
      kind: 'telephone',
      label: 'peer to peer number',
      topic: 'peerToPeer',
      cue: '(phone|telephone|call|contact)( \\w+)? ?(number|line)?|number|(who|where)( \\w+){0,4} call|reach',
      say: [
        'The peer to peer number is {value}.',
        'You can call {value} for the peer to peer.',
        'For the peer to peer call {value}.',
      ],
    },
    'peerToPeer.deadline': {
      kind: 'date',
      label: 'peer to peer deadline',
      topic: 'peerToPeer',
      cue: 'deadline|by when|when|how (long|many days)|until|time ?(frame|limit)|last day|window|expires?|by what',
      beats: ['appealDeadline', 'expectedDays', 'decisionDue'],
      say: [
        'The peer to peer deadline is {value}.',
        'The peer to peer has to be done by {value}.',
        'You have until {value} for the peer to peer.',
      ],
    },
    appealDeadline: {
      kind: 'date',
      label: 'appeal deadline',
      cue: 'appeals?( \\w+){0,3} (deadline|limit|time ?frame|window|date|by|period)|deadline( \\w+){0,6} appeals?|(when|long|days|time|by)( \\w+){0,8} appeals?|appeals?$|^(?!.*peer).*deadline$',
      unless: 'fax|peer',
      say: [
        'The appeal deadline is {value}.',
        'You have until {value} to appeal.',
        'Appeals have to be in by {value}.',
        'The deadline for an appeal is {value}.',
      ],
    },
    appealFax: {
      kind: 'telephone',
      label: 'appeal fax number',
      cue: 'appeals?( \\w+){0,6} fax|fax( \\w+){0,8} appeals?|where( \\w+){0,6} (send|fax|submit|file)( \\w+){0,3} appeals?',
      beats: ['appealDeadline', 'submitFax'],
      say: [
        'The appeal fax number is {value}.',
        'You can fax the appeal to {value}.',
        'The fax for appeals is {value}.',
      ],
    },
    'missingDocs.#': {
      kind: 'words',
      label: 'missing document',
      cue: '(what|which|any)( \\w+){0,5} (documents?|documentation|records|information|info|notes|paperwork)|missing|still (need\\w*|required|outstanding|waiting)|(documents?|documentation|information|records|notes)( \\w+){0,4} (need\\w*|missing|required|outstanding)|what( \\w+){0,3} (need|needed|required|waiting (for|on))$|outstanding|waiting (for|on)',
      unless: 'fax|portal|where',
      say: [
        'We need {value}.',
        "We're missing {value}.",
        'Still outstanding is {value}.',
        "We're waiting on {value}.",
      ],
    },
    submitFax: {
      kind: 'telephone',
      label: 'fax number',
      cue: 'fax( \\w+){0,6}|where( \\w+){0,6} (send|submit)',
      unless: 'appeal',
      say: ['The fax number is {value}.', 'You can fax that to {value}.', 'Fax it to {value}.'],
    },
    portalUrl: {
      kind: 'words',
      label: 'portal',
      cue: 'portal|website|web ?site|online|u r l|url|upload',
      beats: ['submitFax'],
      say: ['The portal is {value}.', 'You can upload it at {value}.', 'The website is {value}.'],
    },
    decisionDue: {
      kind: 'date',
      label: 'decision date',
      cue: '(decision|determination|review)( \\w+){0,5} (due|expected|date|made|by|complete\\w*|ready)|(when|by when|what date|date)( \\w+){0,8} (decision|determination|decided|review\\w*|hear|answer|response|due|expect)|due( date| by)?|decision date',
      unless: 'peer|appeal|how many',
      say: [
        'The decision is due on {value}.',
        'There should be a decision by {value}.',
        'The due date is {value}.',
        'A decision is due by {value}.',
      ],
    },
    urgency: {
      kind: 'choice',
      label: 'urgency',
      cue: 'standard|expedited|urgent|urgency|rush|priority',
      choices: {
        standard: {
          say: ['It is a standard request.', "It's standard.", 'Standard review.'],
          heard: 'standard',
        },
        expedited: {
          say: ['It is an expedited request.', "It's expedited.", 'Expedited review.'],
          heard: 'expedited|urgent',
        },
      },
    },
    expectedDays: {
      ...expectedDays,
      cue: `${expectedDays.cue ?? ''}|(decision|determination|review)( \\w+){0,4} (due|made|expected)|(when|by when)( \\w+){0,6} (decision|determination|decided|due)`,
    },
    dayType,
  },
  breaths: [
    {
      fields: ['approvedFrom', 'approvedTo'],
      say: [
        'It is approved from {approvedFrom} through {approvedTo}.',
        'The dates are {approvedFrom} to {approvedTo}.',
        'Valid {approvedFrom} through {approvedTo}.',
      ],
    },
    {
      fields: ['lines.1.approved', 'lines.1.used', 'approvedTo'],
      say: ['Approved {lines.1.approved} {lines.1.unitType}, {lines.1.used} used, through {approvedTo}.'],
    },
    {
      fields: ['lines.1.approved', 'lines.1.used'],
      say: [
        'Approved {lines.1.approved} {lines.1.unitType}, {lines.1.used} used.',
        '{lines.1.approved} {lines.1.unitType} approved, and {lines.1.used} have been used.',
      ],
    },
  ],
};
