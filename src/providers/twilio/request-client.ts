import twilio from 'twilio';
import type { RequestOptions } from 'twilio/lib/base/RequestClient.js';

/**
 * The SDK's HTTP client with another address under it: scheme and host of `baseUrl`, path and parameters as the SDK
 * made them. The time limit must stand here, since a client of one's own replaces the SDK's default with its options.
 */
export class RedirectedClient extends twilio.RequestClient {
  readonly #base: URL;

  constructor(baseUrl: string, timeoutMs: number) {
    super({ timeout: timeoutMs });
    this.#base = new URL(baseUrl);
  }

  override request<T>(options: RequestOptions<T>) {
    const address = new URL(options.uri);
    address.protocol = this.#base.protocol;
    address.host = this.#base.host;
    return super.request<T>({ ...options, uri: address.href });
  }
}
