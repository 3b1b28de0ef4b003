import type { CallStore, OwnedCall } from '../kernel/call-store.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { ProviderError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CallDocument, StreamSpec, Telephony } from '../kernel/telephony.ts';
import type { CarrierAddresses } from './addresses.ts';

/** A parked call asks again after this long; short enough that a lost redirect is noticed, long enough to be cheap. */
const parkSeconds = 20;
/** Served where nothing better is known: soon asked again. */
const blindParkSeconds = 5;
/** Serving a document must not wait for a database that is away: the carrier hangs up on silence. */
const storeWaitMs = 1_500;
/** From the redirect to the mouth's socket about 0.6 to 0.9 s; after this long it is asked for again. */
const mouthWaitMs = 5_000;
/** A person who wants the call has the phone at hand. */
const personRingSeconds = 25;
/** After a takeover numbers start well above any that the former owner may have handed out unseen. */
const takeoverGap = 10;

export interface LineOptions {
  call: OwnedCall;
  takeover: boolean;
  store: CallStore;
  telephony: Telephony;
  addresses: CarrierAddresses;
  clock: Clock;
  logger: Logger;
  issueToken: (role: 'ear' | 'mouth') => string;
  /** Another node owns the call now. */
  onFenced: () => void;
}

/**
 * The carrier's side of one call: which document each generation of `next` gets, when the live call is redirected,
 * and which streams should stand. Every generation number is handed out once.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #documents = new Map<number, CallDocument>();
  /** Numbers up to here may have been handed out by a former owner, with streams that lead to it. */
  readonly #firstOwn: number;
  #counter: number;
  #sid: string | undefined;
  #earCount = 0;
  #wantsEar = true;
  #wantsMouth = false;
  #mouthUp = false;
  #mouthTimer: Timer | undefined;
  #ended = false;
  #hangingUp = false;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#counter = options.takeover ? options.call.generation + takeoverGap : options.call.generation;
    this.#sid = options.call.carrierSid ?? undefined;
    this.#firstOwn = this.#counter;
    if (options.takeover) this.#earCount = options.call.fence * 100;
  }

  get sid(): string | undefined {
    return this.#sid;
  }

  get wantsMouth(): boolean {
    return this.#wantsMouth;
  }

  /** The call is to be over, whatever the carrier asks. */
  isHangingUp(): boolean {
    return this.#hangingUp;
  }

  link(sid: string): void {
    this.#sid ??= sid;
  }

  end(): void {
    this.#ended = true;
    this.#mouthTimer?.cancel();
  }

  /** Decides and stores the first document before the call is dialed, so that any node can serve it. */
  async prepare(): Promise<void> {
    await this.documentFor(this.#options.call.generation);
  }

  /** The document for one generation: asked twice, answered the same, unless the call is to be over. */
  async documentFor(generation: number): Promise<CallDocument> {
    if (this.#hangingUp) return { then: { kind: 'hang_up' } };
    return this.#documents.get(generation) ?? (await this.#remember(generation, this.#decide()));
  }

  /** Presses keys by redirecting the live call to a document that holds them. Never repeated blindly. */
  async press(keys: string): Promise<void> {
    const generation = this.#issue();
    await this.#remember(generation, { press: keys, ...this.#decide() });
    await this.#redirect(generation);
  }

  /** Dials a phone into the live call, in place of whatever it does now; the ear stays. */
  async dial(phoneNumber: string): Promise<void> {
    const { addresses, call } = this.#options;
    this.closeMouth();
    const generation = this.#issue();
    const document = this.#decide();
    await this.#remember(generation, {
      ...document,
      then: {
        kind: 'dial',
        phoneNumber,
        callerId: call.from,
        ringSeconds: personRingSeconds,
        statusCallbackUrl: addresses.person(call.id),
        nextUrl: addresses.next(call.id, this.#issue()),
      },
    });
    await this.#redirect(generation);
  }

  async openMouth(): Promise<void> {
    if (this.#wantsMouth) return;
    this.#wantsMouth = true;
    await this.#redirectToCurrent();
  }

  /** Redirects the live call to a fresh document. */
  async nudge(): Promise<void> {
    await this.#redirectToCurrent();
  }

  /** The mouth's socket stands. */
  mouthOpened(): void {
    this.#mouthUp = true;
    this.#mouthTimer?.cancel();
  }

  /** The mouth's socket is gone; where it is still wanted the carrier's next question gets it back. */
  mouthLost(): void {
    this.#mouthUp = false;
    if (this.#wantsMouth) this.#watchMouth();
  }

  /** The caller closes the socket; the carrier then goes on to the next document, which parks. */
  closeMouth(): void {
    this.#wantsMouth = false;
    this.#mouthTimer?.cancel();
  }

  /** Starts another ear by request, beside whatever the call is doing. */
  async restartEar(): Promise<void> {
    if (this.#sid === undefined || this.#ended) return;
    await this.#options.telephony.startEar(this.#sid, this.#earSpec());
  }

  /** Ends the call by request; where that fails, the carrier hears it with the next document that it asks for. */
  async hangUp(): Promise<void> {
    this.#hangingUp = true;
    this.#mouthTimer?.cancel();
    if (this.#sid !== undefined) await this.#options.telephony.hangUp(this.#sid);
  }

  #issue(): number {
    return ++this.#counter;
  }

  #earSpec(): StreamSpec {
    const { addresses, call, issueToken } = this.#options;
    return {
      name: `ear-${++this.#earCount}`,
      url: addresses.socket('ear'),
      token: issueToken('ear'),
      statusCallbackUrl: addresses.streamStatus(call.id),
    };
  }

  #decide(): CallDocument {
    const { addresses, call, issueToken } = this.#options;
    const nextUrl = addresses.next(call.id, this.#issue());
    const ear = this.#wantsEar ? this.#earSpec() : undefined;
    this.#wantsEar = false;
    const then: CallDocument['then'] = this.#wantsMouth
      ? {
          kind: 'mouth',
          stream: {
            name: `mouth-${this.#counter}`,
            url: addresses.socket('mouth'),
            token: issueToken('mouth'),
          },
          nextUrl,
        }
      : { kind: 'park', seconds: parkSeconds, nextUrl };
    return { ear, then };
  }

  async #redirectToCurrent(): Promise<void> {
    const generation = this.#issue();
    // Watched also where the carrier refuses: it is then asked again.
    if (this.#wantsMouth) this.#watchMouth();
    await this.#remember(generation, this.#decide());
    await this.#redirect(generation);
  }

  async #redirect(generation: number): Promise<void> {
    const { telephony, addresses, call } = this.#options;
    if (this.#sid === undefined || this.#ended) return;
    await telephony.redirect(this.#sid, addresses.next(call.id, generation));
  }

  #watchMouth(): void {
    this.#mouthTimer?.cancel();
    if (this.#ended || this.#hangingUp) return;
    this.#mouthTimer = this.#options.clock.after(mouthWaitMs, () => {
      if (!this.#wantsMouth || this.#mouthUp) return;
      this.#options.logger.warn({ callId: this.#options.call.id }, 'mouth did not open, asking again');
      void this.#redirectToCurrent().catch((error: unknown) => this.#report(error));
    });
  }

  #report(error: unknown): void {
    const { logger, call } = this.#options;
    const category = error instanceof ProviderError ? error.category : 'unexpected';
    logger.warn({ callId: call.id, category }, 'carrier request failed');
  }

  async #remember(generation: number, document: CallDocument): Promise<CallDocument> {
    const { store, call } = this.#options;
    this.#documents.set(generation, document);
    // A former owner's number may hold its document already, with streams to a dead process: ours stays here.
    if (this.#options.takeover && generation <= this.#firstOwn) return document;
    const counted = await this.#withinWait(store.storeDocument(call.id, call.fence, generation, document));
    if (counted !== undefined) this.#documents.set(generation, counted);
    for (const old of this.#documents.keys()) if (old < generation - 20) this.#documents.delete(old);
    return counted ?? document;
  }

  /** Undefined where the database does not answer in time; the call must not wait for it. */
  async #withinWait<T>(answer: Promise<T>): Promise<T | undefined> {
    const { clock, onFenced, logger, call } = this.#options;
    let timer: Timer | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = clock.after(storeWaitMs, () => resolve(undefined));
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      if (error instanceof FencedError) onFenced();
      else logger.warn({ callId: call.id }, 'next document could not be stored');
      return undefined;
    } finally {
      timer?.cancel();
      answer.catch(() => undefined);
    }
  }
}

/** What a call is told when nobody knows better: wait a little and ask the same again. */
export function blindPark(nextUrl: string): CallDocument {
  return { then: { kind: 'park', seconds: blindParkSeconds, nextUrl } };
}
