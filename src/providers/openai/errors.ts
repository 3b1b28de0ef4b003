import OpenAI from 'openai';
import { ProviderError } from '../../kernel/errors.ts';

/** Maps what the SDK throws. Nothing of it is kept but the status: its message may quote the request. */
export function modelError(thrown: unknown): ProviderError {
  if (thrown instanceof ProviderError) return thrown;
  if (thrown instanceof OpenAI.APIUserAbortError) {
    return new ProviderError('openai', 'aborted', 'The question to the model was given up.');
  }
  if (thrown instanceof OpenAI.APIConnectionTimeoutError) {
    return new ProviderError('openai', 'timeout', 'The model did not answer in time.');
  }
  if (thrown instanceof OpenAI.APIError) {
    const status: unknown = thrown.status;
    return typeof status === 'number' ? refused(status) : unavailable();
  }
  // A socket that dies in mid-stream is a plain TypeError.
  return unavailable();
}

function refused(status: number): ProviderError {
  const details = { vendorCode: status };
  if (status === 401 || status === 403) {
    return new ProviderError('openai', 'unauthorized', 'The model did not accept our key.', details);
  }
  if (status === 408)
    return new ProviderError('openai', 'timeout', 'The model did not answer in time.', details);
  if (status === 429) {
    return new ProviderError('openai', 'rate_limited', 'The model asks us to slow down.', details);
  }
  if (status >= 500) return new ProviderError('openai', 'unavailable', 'The model failed.', details);
  return new ProviderError('openai', 'rejected', 'The model refused the question.', details);
}

function unavailable(): ProviderError {
  return new ProviderError('openai', 'unavailable', 'The model could not be reached or hung up.');
}
