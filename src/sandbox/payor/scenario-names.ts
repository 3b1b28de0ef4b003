import { z } from 'zod';
import { knownFieldNames } from './knowledge/index.ts';

const namePattern = /^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*$/u;

/** A field's name. Editors offer those that are known; a new call type may have others. */
export const fieldName = z
  .string()
  .regex(namePattern, 'a field name is written like paid or deductible.individual.met')
  .meta({ anyOf: [{ enum: knownFieldNames() }, { pattern: namePattern.source }] });

/** What a representative can ask of a caller. Any input of the task can be asked for by its name as well. */
export const identifierNames = [
  'callerName',
  'practiceName',
  'practiceAddress',
  'npi',
  'taxId',
  'callbackNumber',
  'memberId',
  'patientName',
  'patientDateOfBirth',
  'dateOfService',
  'billedAmount',
  'claimNumber',
  'procedureCode',
  'authNumber',
  'submittedDate',
  'providerName',
  'applicationId',
] as const;

/** Things a representative may ask for that no caller has or should give. */
export const withheldNames = ['ssn', 'diagnosis'] as const;

export const identifierName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/u)
  .meta({ anyOf: [{ enum: [...identifierNames] }, { pattern: '^[a-z][A-Za-z0-9]*$' }] });
