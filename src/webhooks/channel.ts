/** NOTIFY on it carries the id of an organization of which new events were committed. */
export const eventsChannel = 'holdfast_events';
