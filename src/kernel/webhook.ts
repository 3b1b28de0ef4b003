/** What a delivery carries: `thin` holds ids and states, `full` the values too, which are PHI. */
export const payloadStyles = ['thin', 'full'] as const;

export type PayloadStyle = (typeof payloadStyles)[number];

/** waiting: an earlier one of its task is not settled yet. dead: given up, until somebody has it made again. */
export const deliveryStates = ['waiting', 'pending', 'delivered', 'dead'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** asked: by its owner. gone: it answered 410. failing: for days nothing could be delivered. */
export const disabledReasons = ['asked', 'gone', 'failing'] as const;

export type DisabledReason = (typeof disabledReasons)[number];
