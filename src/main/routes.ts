import { makeCallRoutes, type CallRoutesOptions } from '../http/call-routes.ts';
import { makeCallTypeRoutes } from '../http/call-type-routes.ts';
import { makeCarrierRoutes, type CarrierRoutesOptions } from '../http/carrier-routes.ts';
import { makeFloorRoutes, type FloorRoutesOptions } from '../http/floor-routes.ts';
import { makeConsoleRoutes, type ConsoleRoutesOptions } from '../http/console-routes.ts';
import { makeListenRoutes, type ListenRoutesOptions } from '../http/listen-routes.ts';
import { makeOperatorRoutes, type OperatorRoutesOptions } from '../http/operator-routes.ts';
import { makeDialingRoutes, type DialingRoutesOptions } from '../http/dialing-routes.ts';
import type { ReviewRoutesOptions } from '../http/review-options.ts';
import { makeReviewRoutes } from '../http/review-routes.ts';
import { makeResultRoutes, type ResultRoutesOptions } from '../http/result-routes.ts';
import { makeEventRoutes, type EventRoutesOptions } from '../http/event-routes.ts';
import { makeInsightRoutes, type InsightRoutesOptions } from '../http/insight-routes.ts';
import type { Routes } from '../http/route.ts';
import { makeTaskBatchRoutes, type TaskBatchRoutesOptions } from '../http/task-batch-routes.ts';
import { makeTaskChangeRoutes, type TaskChangeRoutesOptions } from '../http/task-change-routes.ts';
import { makeTaskImportRoutes, type TaskImportRoutesOptions } from '../http/task-import-routes.ts';
import { makeTaskListRoutes } from '../http/task-list-routes.ts';
import { makeTaskRoutes, type TaskRoutesOptions } from '../http/task-routes.ts';
import { makeWaveformRoutes } from '../http/waveform-routes.ts';
import { makeWebhookRoutes, type WebhookRoutesOptions } from '../http/webhook-routes.ts';
import type { CallTypeDescription } from '../kernel/call-type.ts';
import type { TaskBoard } from '../kernel/task-work.ts';
import { makeDirectoryRoutes, type DirectoryPorts } from './directory.ts';
import { makeIdentityRoutes, type IdentityPorts } from './identity.ts';

/** What the routes stand on, by room. */
export interface Ports {
  callTypes: readonly CallTypeDescription[];
  carrier: CarrierRoutesOptions;
  tasks: TaskRoutesOptions &
    TaskBatchRoutesOptions &
    TaskChangeRoutesOptions &
    TaskImportRoutesOptions & { board: TaskBoard };
  calls: CallRoutesOptions;
  results: ResultRoutesOptions;
  reviews: ReviewRoutesOptions;
  insights: InsightRoutesOptions;
  webhooks: WebhookRoutesOptions;
  events: EventRoutesOptions;
  dialing: DialingRoutesOptions;
  floor: FloorRoutesOptions & OperatorRoutesOptions;
  listening: ListenRoutesOptions;
  directory: DirectoryPorts;
  identity: IdentityPorts;
  console: ConsoleRoutesOptions;
}

/** Every route of the product but health: the one list, for the server and for whoever describes or walks the API. */
export function makeRoutes(ports: Ports): readonly Routes[] {
  return [
    makeCarrierRoutes(ports.carrier),
    makeTaskRoutes(ports.tasks),
    makeTaskBatchRoutes(ports.tasks),
    makeTaskImportRoutes(ports.tasks),
    makeTaskListRoutes(ports.tasks),
    makeTaskChangeRoutes(ports.tasks),
    makeCallTypeRoutes(ports.callTypes),
    makeCallRoutes(ports.calls),
    makeResultRoutes(ports.results),
    makeInsightRoutes(ports.insights),
    makeWaveformRoutes(ports.results),
    makeReviewRoutes(ports.reviews),
    makeWebhookRoutes(ports.webhooks),
    makeEventRoutes(ports.events),
    makeDialingRoutes(ports.dialing),
    makeFloorRoutes(ports.floor),
    makeOperatorRoutes(ports.floor),
    makeListenRoutes(ports.listening),
    ...makeDirectoryRoutes(ports.directory),
    ...makeIdentityRoutes(ports.identity),
    makeConsoleRoutes(ports.console),
  ];
}
