import { join } from 'node:path';
import { makeCarrierAddresses } from '../calls/addresses.ts';
import { makeLogSpool } from '../calls/log-spool.ts';
import { makeCalls } from '../calls/runner.ts';
import { makeCallViewer } from '../calls/viewer.ts';
import type { Config } from '../config/config.ts';
import { makeListener } from '../db/listener.ts';
import { makeReviewReader } from '../console/reviews.ts';
import { makeInsightsDesk } from '../console/insights/insights.ts';
import { makeSoundDesk, registerNode } from '../console/sound-desk.ts';
import { makeQueue } from '../db/queue.ts';
import { makeReadiness } from '../db/readiness.ts';
import { makeCallStore } from '../dialing/call-store.ts';
import { makeLiveStore } from '../dialing/live-store.ts';
import { makeDialWorker } from '../dialing/dial-worker.ts';
import { makeCallPlacer } from '../dialing/place-call.ts';
import { makePlacementStore } from '../dialing/placement-store.ts';
import { makePlacementReconciler } from '../dialing/reconciler.ts';
import { makeApp } from '../http/app.ts';
import { bootstrapOrganization } from '../identity/bootstrap.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { makeId } from '../kernel/ids.ts';
import { localDate, practiceTimeZone } from '../kernel/local-date.ts';
import { makeCachedSynthesizer } from '../media/phrase-cache.ts';
import { makeWaveformMaker } from '../media/waveform.ts';
import { makeOutcomeWriter } from '../outcomes/outcome-writer.ts';
import { makeReviewDesk } from '../outcomes/review/desk.ts';
import { closeForRetry } from '../outcomes/review/send-back.ts';
import { makePhoneTrees } from '../payors/phone-trees.ts';
import { isSpelling } from '../spoken/index.ts';
import { seedPayors } from '../payors/seed.ts';
import { makeAuditReader } from '../privacy/audit-reader.ts';
import { makeAuditTrail } from '../privacy/audit.ts';
import { makeSearchHash } from '../privacy/search-hash.ts';
import { makeRecordingStore } from '../privacy/recordings.ts';
import { makeRecognizer } from '../providers/deepgram/recognizer.ts';
import { makeSynthesizer } from '../providers/deepgram/synthesizer.ts';
import { makeProposer } from '../providers/openai/proposer.ts';
import { makeTelephony } from '../providers/twilio/telephony.ts';
import { makeCarrierVerifier } from '../providers/twilio/verifier.ts';
import { makeResultsDesk, seesCall } from '../results/results.ts';
import { makeTaskLoader } from '../tasks/task-store.ts';
import { describeCallTypes, loadCallTypes } from './call-types.ts';
import { makeDialing } from './dialing.ts';
import { makeDirectory, makeDirectoryPorts, namesOfInputs } from './directory.ts';
import { makeFloor, maskWords } from './floor.ts';
import { layFoundation } from './foundation.ts';
import { composeIdentity } from './identity.ts';
import type { AppLogger } from './logger.ts';
import { makeRoutes } from './routes.ts';
import { makeTasks } from './tasks.ts';
import { composeWebhooks } from './webhooks.ts';

/** A carrier request that takes longer is reconciled instead of waited for. */
const carrierTimeoutMs = 10_000;
const ringSeconds = 45;
/** Holds of an hour are common; the carrier cuts the line after four. */
const callLimitSeconds = 4 * 3_600;
/** Scripted phrases and single words: about a quarter of an hour of speech. */
const phraseCacheBytes = 8 * 1024 * 1024;
/** Of calls that people review at one time; a megabyte at most for each. */
const waveformsKept = 30;
const maxAttempts = 3;
/** Where `npm run build:console` leaves the page. */
const consoleDirectory = join(import.meta.dirname, '../../dist/console');

export interface Server {
  address: string;
  /** Stops in order: no new calls, calls given up for other nodes, requests answered, database let go. */
  stop(): Promise<void>;
}

/** Composes the product out of its rooms and starts every role in this process. */
export async function startServer(config: Config, logger: AppLogger): Promise<Server> {
  const callTypes = await loadCallTypes();
  const foundation = await layFoundation(config, logger);
  const { db, codec, log } = foundation;
  const node = makeId('node');
  const today = (timeZone = practiceTimeZone) => localDate(clock.now(), timeZone);

  const queue = makeQueue({ url: foundation.databaseUrl, names: ['dial', 'webhook'], logger });
  await queue.start();

  const audit = makeAuditTrail({ db });
  const listener = makeListener({ url: foundation.databaseUrl, clock, logger });
  const webhooks = composeWebhooks({
    db,
    listener,
    codec,
    queue,
    audit,
    allowHosts: config.webhookAllowHosts,
    clock,
    logger,
  });
  if (config.bootstrapApiKey !== undefined) {
    const { organizationId } = await bootstrapOrganization({ db, apiKey: config.bootstrapApiKey });
    if (config.bootstrapWebhookSecret !== undefined)
      await webhooks.secrets.adopt(organizationId, config.bootstrapWebhookSecret);
  }
  await seedPayors({ db, paths: config.payorDirectory, inputsOf: namesOfInputs(callTypes.catalogue) });

  const leaveNodes = await registerNode(db, node, config.nodePublicUrl);
  const loadTasks = makeTaskLoader({ db, codec });
  const recordings = makeRecordingStore({ db, codec, directory: join(config.dataDir, 'recordings'), logger });
  const searchHash = makeSearchHash(config.encryptionKey);
  const outcomes = makeOutcomeWriter({
    searchHash,
    callTypes: callTypes.catalogue,
    codec,
    announcer: webhooks.outbox,
    clock,
    today,
  });
  const store = makeCallStore({
    db,
    codec,
    logger,
    loadTasks,
    outcomes,
    queue,
    maxAttempts,
    clock,
    events: webhooks.outbox,
  });

  const telephony = makeTelephony({ ...config.twilio, timeoutMs: carrierTimeoutMs });
  const addresses = makeCarrierAddresses(config.publicBaseUrl, config.nodePublicUrl);
  const placements = makePlacementStore(db, webhooks.outbox);
  const placer = makeCallPlacer({
    telephony,
    placements,
    addresses,
    ringSeconds,
    limitSeconds: callLimitSeconds,
    clock,
    logger,
  });
  const voice = makeSynthesizer({ ...config.deepgram, voice: config.agent.voice, clock, logger });
  if (config.openai === undefined)
    logger.warn({}, 'no OPENAI_API_KEY: calls run on reflexes alone, without a model');
  const calls = makeCalls({
    node,
    agentName: config.agent.name,
    leaseMs: config.leaseMs,
    bindingOf: callTypes.bindingOf,
    today,
    store,
    log,
    spool: makeLogSpool({ directory: join(config.dataDir, 'spool'), codec }),
    placer,
    telephony,
    addresses,
    recognizer: makeRecognizer({ ...config.deepgram, clock, logger }),
    speakClause: makeCachedSynthesizer(voice, { maxBytes: phraseCacheBytes, isSpelling }).speakClause,
    proposer: config.openai && makeProposer({ ...config.openai, clock, logger }),
    recordings,
    phoneTrees: makePhoneTrees({ db }),
    live: { store: makeLiveStore({ db, codec }), mask: maskWords },
    holdGating: config.holdGating,
    callbackOffers: config.callbackOffers,
    clock,
    logger,
  });

  const directory = makeDirectory({ db });
  const limits = { maxConcurrentCalls: config.maxConcurrentCalls, callsPerSecond: config.callsPerSecond };
  const dialing = makeDialWorker({
    ...limits,
    db,
    loadTasks,
    runner: calls,
    rules: directory.callRules,
    node,
    from: config.twilio.fromNumber,
    leaseMs: config.leaseMs,
    recordingAllowed: config.recordCalls,
    clock,
    logger,
  });
  const reconciler = makePlacementReconciler({
    node,
    leaseMs: config.leaseMs,
    store,
    placer,
    placements,
    clock,
    logger,
  });

  const { waits, routes: dialingRoutes } = makeDialing({ db, queue, limits, audit });
  const tasks = makeTasks({
    db,
    queue,
    codec,
    masterKey: config.encryptionKey,
    callTypes: callTypes.catalogue,
    payors: directory.payorLookup,
    practices: directory.practiceLookup,
    events: webhooks.outbox,
    webhookAllowHosts: config.webhookAllowHosts,
    clock,
    logger,
    databaseUrl: foundation.databaseUrl,
    loadTasks,
    outcomes,
    waits,
    closeReview: closeForRetry,
  });
  const { databaseUrl } = foundation;
  const identity = composeIdentity({ db, databaseUrl, config, audit, clock, logger });
  const viewer = makeCallViewer({
    sees: (scope, callId) => seesCall(db, scope, callId),
    log,
    recordings,
    waveforms: makeWaveformMaker({ maxCalls: waveformsKept }),
    bindingOf: callTypes.bindingOf,
  });
  const results = makeResultsDesk({
    db,
    codec,
    viewer,
    callTypes: callTypes.catalogue,
    masterKey: config.encryptionKey,
    clock,
  });
  const floor = makeFloor({
    db,
    codec,
    listener,
    log,
    bindingOf: callTypes.bindingOf,
    dialing: dialingRoutes.desk,
    numbers: directory.payorLookup,
    callTypes: callTypes.catalogue,
    audit,
    maxConcurrentCalls: config.maxConcurrentCalls,
    clock,
    logger,
  });
  const app = await makeApp({
    logger,
    authenticator: identity.authenticator,
    readiness: makeReadiness({ db, queue, url: foundation.databaseUrl }),
    rateLimitPerMinute: config.rateLimitPerMinute,
    trustProxy: config.trustProxy,
    plugins: makeRoutes({
      carrier: {
        desk: calls.desk,
        verifier: makeCarrierVerifier({ authToken: config.twilio.authToken }),
        publicBaseUrl: config.publicBaseUrl,
        nodePublicUrl: config.nodePublicUrl,
      },
      tasks: { ...tasks, audit },
      callTypes: describeCallTypes(callTypes.catalogue),
      calls: { viewer, watcher: floor.watcher, audit },
      results: {
        results,
        audit,
        publicBaseUrl: config.publicBaseUrl,
      },
      reviews: {
        reader: makeReviewReader({
          searchHash,
          db,
          codec,
          callTypes: callTypes.catalogue,
          results,
          loadTasks,
        }),
        desk: makeReviewDesk({
          searchHash,
          db,
          codec,
          loadTasks,
          callTypes: callTypes.catalogue,
          announcer: webhooks.outbox,
          transcript: (scope, callId) => results.transcript(scope, callId),
          retry: tasks.retry,
          clock,
          today,
        }),
        audit,
      },
      insights: { desk: makeInsightsDesk({ db }), audit },
      webhooks: webhooks.routes,
      events: webhooks.events,
      dialing: dialingRoutes,
      floor: floor.routes,
      listening: {
        sound: calls.sound,
        desk: makeSoundDesk({ db, node, masterKey: config.encryptionKey, clock }),
        audit,
        origins: identity.authenticator.sessions?.origins ?? [],
      },
      directory: makeDirectoryPorts({ db, callTypes: callTypes.catalogue, audit, clock }),
      identity: { identity, reader: makeAuditReader({ db }), audit },
      console: { directory: consoleDirectory },
    }),
  });
  // Handlers first, so that what waits already finds a server that can take the carrier's questions.
  const address = await app.listen({ host: config.host, port: config.port });
  listener.onNotice('holdfast_commands', (callIds) => calls.attend(callIds));
  await listener.start();
  await webhooks.start();
  await queue.work('dial', () => dialing.dialDue());
  dialing.start();
  reconciler.start();
  await tasks.start();
  calls.start();
  logger.info({ node, address }, 'server started');

  return {
    address,
    async stop() {
      await dialing.stop();
      await tasks.stop();
      reconciler.stop();
      await calls.stop();
      await app.close();
      await queue.stop();
      await webhooks.stop();
      await listener.stop();
      await leaveNodes();
      await identity.close();
      await foundation.close();
    },
  };
}
