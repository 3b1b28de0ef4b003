/** What stands above the list of routes at /docs: enough to begin with, in Markdown. */
export const guide = `
Holdfast calls health-insurance payors for medical practices, waits on hold, talks to whoever answers, and returns
answers that can each be traced to the second in which they were said. A value that the representative did not say is
never reported.

## Keys
Every request under \`/v1\` carries an API key: \`Authorization: Bearer <key>\`. The first key is the server's
\`BOOTSTRAP_API_KEY\`; others are made at \`POST /v1/api-keys\`, with only the scopes that they need and, where wanted,
limited to practices. Each route below names its scope.

## Work in
- One task: \`POST /v1/tasks\`. Up to 1,000: \`POST /v1/tasks/batch\`, with a result a row. A CSV file of any length:
  \`POST /v1/tasks/import\`, sent as \`text/csv\`.
- \`externalId\` is your own id of the question and makes queueing safe to repeat: the same id with the same request
  returns the task, the same id with another request is refused with \`conflict\` and what differs.
- What a call type needs stands at \`GET /v1/call-types/{callType}\`; what a payor wants beside that at
  \`GET /v1/payors/{payorId}/requirements\`. Everything that is wrong with a request is named at once, each place by a
  JSON pointer, and no message repeats what you sent.
- \`GET /v1/tasks/{taskId}\` says why a task waits and when it will be tried.

## Results out
- Create an endpoint with \`POST /v1/webhook-endpoints\`; its secret is shown once. Deliveries follow the
  [Standard Webhooks](https://www.standardwebhooks.com) specification: verify the headers \`webhook-id\`,
  \`webhook-timestamp\` and \`webhook-signature\` over the exact bytes of the body with any of its libraries, and treat
  \`webhook-id\` as the key that tells repetitions. Any 2xx takes a delivery; everything else is tried again for days.
- A \`thin\` endpoint is told ids and states and reads the rest here; a \`full\` one is sent the whole outcome.
- What was missed can be sent again: \`POST /v1/webhook-deliveries/{deliveryId}/replay\`, or a span or all failed ones
  at \`POST /v1/webhook-endpoints/{endpointId}/replay\`. Nobody has to poll: \`GET /v1/events\` gives the same events by
  cursor, \`GET /v1/events/stream\` as they happen.
- Every value of an outcome has its status, its words and its second: \`GET /v1/tasks/{taskId}/evidence\`.
  Take \`answered\` values as said; a \`doubtful\` one wants a person's look.

## Refusals, pages, limits
Refusals are \`application/problem+json\`; each \`code\` is explained at [/problems](/problems). Lists answer
\`{ data, nextCursor }\`; pass \`nextCursor\` as \`cursor\` for the next page. The headers \`ratelimit-limit\`,
\`ratelimit-remaining\` and \`ratelimit-reset\` say how many requests are left in this minute; a 429 carries
\`retry-after\`. Every answer carries \`x-request-id\`. Money is in cents, dates are ISO 8601.
`.trim();
