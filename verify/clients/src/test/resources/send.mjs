// Sends CloudEvents with the official JavaScript SDK, as a sender written in Node would: one line of standard input is one
// request, {"mode", "events"}; one line of standard output is its answer, {"status", "mediaType", "body"}.
import { createInterface } from "node:readline";
import { CloudEvent, HTTP } from "cloudevents";

const [sink] = process.argv.slice(2);
const authorization = `Bearer ${process.env.TANDEM_TOKEN}`;

// The SDK puts single events into messages; a batch is nothing but its events in a list.
const message = {
  binary: ([event]) => HTTP.binary(event),
  structured: ([event]) => HTTP.structured(event),
  batched: (events) => ({
    headers: { "content-type": "application/cloudevents-batch+json" },
    body: JSON.stringify(events),
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { mode, events } = JSON.parse(line);
  const { headers, body } = message[mode](events.map((event) => new CloudEvent(event)));
  const answer = await fetch(sink, { method: "POST", headers: { ...headers, authorization }, body });
  const mediaType = answer.headers.get("content-type");
  console.log(JSON.stringify({ status: answer.status, mediaType, body: await answer.json() }));
}
