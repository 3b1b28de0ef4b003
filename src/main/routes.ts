import { makeCallRoutes, type CallRoutesOptions } from '../http/call-routes.ts';
import { makeCallTypeRoutes } from '../http/call-type-routes.ts';
import { makeCarrierRoutes, type CarrierRoutesOptions } from '../http/carrier-routes.ts';
import { makeResultRoutes, type ResultRoutesOptions } from '../http/result-routes.ts';
import type { Routes } from '../http/route.ts';
import { makeTaskRoutes, type TaskRoutesOptions } from '../http/task-routes.ts';
import { makeWebhookRoutes, type WebhookRoutesOptions } from '../http/webhook-routes.ts';
import type { CallTypeDescription } from '../kernel/call-type.ts';
import { makeIdentityRoutes, type IdentityPorts } from './identity.ts';

/** What the routes stand on, by room. */
export interface Ports {
  callTypes: readonly CallTypeDescription[];
  carrier: CarrierRoutesOptions;
  tasks: TaskRoutesOptions;
  calls: CallRoutesOptions;
  results: ResultRoutesOptions;
  webhooks: WebhookRoutesOptions;
  identity: IdentityPorts;
}

/** Every route of the product but health: the one list, for the server and for whoever describes or walks the API. */
export function makeRoutes(ports: Ports): readonly Routes[] {
  return [
    makeCarrierRoutes(ports.carrier),
    makeTaskRoutes(ports.tasks),
    makeCallTypeRoutes(ports.callTypes),
    makeCallRoutes(ports.calls),
    makeResultRoutes(ports.results),
    makeWebhookRoutes(ports.webhooks),
    ...makeIdentityRoutes(ports.identity),
  ];
}
