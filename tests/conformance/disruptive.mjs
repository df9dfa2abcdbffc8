// A browser's kind of event source and a plain HTTP client read our Disruptive stream.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { EventSource } from "eventsource";
import { soon, startSimulator } from "./simulator.mjs";

const path = "/v2/projects/watchglass/devices:stream?ping_interval=10s";
const authorization = `Basic ${Buffer.from("judge:judge").toString("base64")}`;
let simulator;

before(async () => {
  simulator = await startSimulator();
});
after(() => simulator?.stop());

/** One message of the stream; gives its event. */
function checkedEvent(text) {
  const { result } = JSON.parse(text);
  const { event } = result;
  assert.match(event.targetName, /^projects\/watchglass(\/devices\/[^/]+)?$/);
  assert.equal(typeof event.eventId, "string");
  assert.ok(!Number.isNaN(Date.parse(event.timestamp)), event.timestamp);
  if (event.eventType !== "ping" && event.eventType !== "labelsChanged")
    assert.equal(typeof event.data[event.eventType], "object");
  return event;
}

test("an EventSource reads events", async () => {
  const source = new EventSource(`http://${simulator.host}${path}`, {
    fetch: (url, options) => fetch(url, { ...options, headers: { ...options.headers, authorization } }),
  });
  try {
    const ids = await soon(
      "three events",
      new Promise((resolve, reject) => {
        const seen = new Set();
        source.addEventListener("error", (error) => reject(new Error(`${error.code ?? ""} ${error.message ?? ""}`)));
        source.addEventListener("message", ({ data }) => {
          try {
            seen.add(checkedEvent(data).eventId);
          } catch (error) {
            reject(error);
          }
          if (seen.size === 3) resolve(seen);
        });
      }),
    );
    assert.equal(ids.size, 3);
  } finally {
    source.close();
  }
});

test("a plain HTTP client reads one JSON object a line", async () => {
  const lines = await soon(
    "three lines",
    new Promise((resolve, reject) => {
      const options = { headers: { accept: "application/json", authorization } };
      const request = http.get(`http://${simulator.host}${path}`, options, (response) => {
        assert.equal(response.statusCode, 200);
        let text = "";
        response.setEncoding("utf8");
        response.on("error", () => {}); // our own end of it
        response.on("data", (chunk) => {
          text += chunk;
          const whole = text.split("\n").slice(0, -1);
          if (whole.length < 3) return;
          resolve(whole);
          request.destroy();
        });
      });
      request.on("error", reject);
    }),
  );
  for (const line of lines) checkedEvent(line);
});
