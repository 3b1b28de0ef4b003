/** Twilio's error body. */
export interface RestError {
  code: number;
  message: string;
  more_info: string;
  status: number;
}

export function restError(status: number, code: number, message: string): RestError {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

export function badRequest(code: number, message: string): RestError {
  return restError(400, code, message);
}

export function notFound(path: string): RestError {
  return restError(404, 20404, `The requested resource ${path} was not found`);
}
