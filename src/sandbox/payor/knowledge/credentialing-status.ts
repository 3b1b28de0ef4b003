import { dayType, expectedDays } from './every-call.ts';
import type { CallKnowledge } from './types.ts';

export const credentialingStatus: CallKnowledge = {
  thing: 'the application',
  inputs: {
    providerFirstName: { kind: 'text', required: true },
    providerLastName: { kind: 'text', required: true },
    npi: { kind: 'npi', required: true },
    taxId: { kind: 'taxId', required: true },
    applicationId: { kind: 'text', required: false },
  },
  nothing: { field: 'status', value: 'not_on_file' },
  topics: {},
  fields: {
    status: {
      kind: 'choice',
      label: 'application status',
      cue: 'status|outcome|where( \\w+){0,6} stand|(is|was|has)( \\w+){0,6} (approved|complete\\w*|denied|credentialed)( or|$)|approved or',
      choices: {
        approved: {
          say: [
            'The application was approved.',
            "It's approved.",
            'The provider is approved and credentialed.',
          ],
          heard: 'approved',
        },
        in_process: {
          say: ['The application is in process.', "It's still in process.", 'It is being processed.'],
          heard: 'process\\w*',
        },
        pending_info: {
          say: [
            'The application is pending information.',
            "It's pending, we need more information.",
            "It's on hold for missing information.",
          ],
          heard: 'pending|information',
        },
        denied: {
          say: ['The application was denied.', "It's denied.", 'That application was denied.'],
          heard: 'denied',
        },
        not_on_file: {
          say: [
            'I do not have that application on file.',
            "I'm not finding an application for that provider.",
            'There is no application on file.',
          ],
          heard: 'not|no application',
        },
      },
    },
    receivedDate: {
      kind: 'date',
      label: 'received date',
      cue: 'received?|receipt|came in|come in',
      say: ['The application was received on {value}.', 'We received it {value}.', 'Received {value}.'],
    },
    effectiveDate: {
      kind: 'date',
      label: 'effective date',
      cue: 'effective|(start|begin\\w*) date|(when|date)( \\w+){0,5} (start|begin|effective|participat\\w+)',
      say: ['The effective date is {value}.', "It's effective {value}.", 'Effective {value}.'],
    },
    'missingItems.#': {
      kind: 'words',
      label: 'missing item',
      cue: 'missing|(what|which|any)( \\w+){0,4} (items?|information|documents?|documentation|info)|(need\\w*|outstanding|required)( \\w+)?$|still need\\w*|waiting (for|on)',
      say: ['We need {value}.', "We're missing {value}.", 'Still missing is {value}.'],
    },
    nextStep: {
      kind: 'words',
      label: 'next step',
      cue: 'next( step)?|happens next|what( \\w+){0,3} do',
      beats: ['nextAction'],
      say: ['The next step is {value}.', 'Next is {value}.', 'What happens next is {value}.'],
    },
    expectedDays,
    dayType,
  },
  breaths: [],
};
