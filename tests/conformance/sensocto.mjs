// The official Phoenix client against our Sensocto server: what it takes for a Phoenix server is one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Socket } from "phoenix";
import WebSocket from "ws";
import { soon, startSimulator } from "./simulator.mjs";

let simulator;
const sockets = [];

before(async () => {
  simulator = await startSimulator();
});
after(async () => {
  for (const socket of sockets) socket.disconnect();
  await simulator?.stop();
});

function connect(options = {}) {
  const socket = new Socket(`ws://${simulator.host}/socket`, { transport: WebSocket, ...options });
  sockets.push(socket);
  socket.connect();
  return socket;
}

const replyTo = (push, status) => new Promise((resolve) => push.receive(status, resolve));
const joined = (channel) => soon(`join of ${channel.topic}`, replyTo(channel.join(), "ok"));
const refused = (channel) => soon(`refusal of ${channel.topic}`, replyTo(channel.join(), "error"));
const event = (channel, name) =>
  soon(
    name,
    new Promise((resolve) => {
      const ref = channel.on(name, (payload) => {
        channel.off(name, ref);
        resolve(payload);
      });
    }),
  );
const pushed = (channel, name, payload, status = "ok") =>
  soon(`${status} to ${name}`, replyTo(channel.push(name, payload), status));

/** Pushes what the service does not answer. */
function tell(channel, name, payload) {
  const push = channel.push(name, payload);
  push.cancelTimeout();
  return push;
}

function identity(sensorId) {
  return {
    connector_id: "judge",
    connector_name: "Judge",
    sensor_id: sensorId,
    sensor_name: "Judge's sensor",
    sensor_type: "generic",
    attributes: { heartrate: { attribute_id: "heartrate", attribute_type: "heartrate", sampling_rate: 1 } },
    sampling_rate: 1,
    batch_size: 1,
    bearer_token: "judge",
  };
}

/** Joins a joined topic once more; the client by itself would leave it first. */
function joinAgain(channel) {
  channel.state = "errored";
  channel.rejoin();
}

function producer(socket, sensorId) {
  return socket.channel(`sensocto:sensor:${sensorId}`, identity(sensorId));
}

/** The first batch of the viewer in which `holds(batch)`. */
const batchWhere = (channel, what, holds) =>
  soon(
    what,
    new Promise((resolve) => {
      const ref = channel.on("sensor_batch", ({ batch }) => {
        if (!holds(batch)) return;
        channel.off("sensor_batch", ref);
        resolve(batch);
      });
    }),
  );

test("heartbeats are answered", async () => {
  const socket = connect({ heartbeatIntervalMs: 50 });
  await soon(
    "three answers to heartbeats",
    new Promise((resolve) => {
      let answers = 0;
      socket.onMessage(({ topic, event: name, payload }) => {
        if (topic === "phoenix" && name === "phx_reply" && payload.status === "ok" && ++answers === 3) resolve();
      });
    }),
  );
  assert.equal(socket.connectionState(), "open");
});

test("a producer joins, is told how to send, and hears of errors only", async () => {
  const channel = producer(connect(), "judge-producer");
  const advice = event(channel, "backpressure_config");
  await joined(channel);
  const config = await advice;
  assert.deepEqual(Object.keys(config).sort(), [
    "attention_level",
    "load_multiplier",
    "memory_protection_active",
    "paused",
    "recommended_batch_size",
    "recommended_batch_window",
    "system_load",
    "timestamp",
  ]);
  let answered = false;
  tell(channel, "measurement", { attribute_id: "heartrate", payload: 72, timestamp: 1 })
    .receive("ok", () => (answered = true))
    .receive("error", () => (answered = true));
  assert.deepEqual(await pushed(channel, "ping", { n: 1 }), { n: 1 });
  assert.equal(answered, false);
  const bad = { attribute_id: "-", payload: 72, timestamp: 1 };
  assert.deepEqual(await pushed(channel, "measurement", bad, "error"), { reason: "invalid_attribute_id" });
  assert.deepEqual(await pushed(channel, "measurements_batch", [bad, bad], "error"), {
    reason: "invalid_batch",
    failed_count: 2,
  });
});

test("a channel that crashed is joined again by the client", async () => {
  const channel = producer(connect(), "judge-crash");
  await joined(channel);
  const broken = soon("phx_error", new Promise((resolve) => channel.onError(resolve)));
  tell(channel, "measurements_batch", ["no object"]);
  await broken;
  await event(channel, "backpressure_config"); // of the new join
  assert.deepEqual(await pushed(channel, "ping", {}), {});
});

test("a topic joined anew outlives the close of the old join", async () => {
  const socket = connect();
  const seen = [];
  socket.onMessage(({ topic, event: name, ref, join_ref: joinRef }) => {
    if (topic.endsWith("judge-rejoin")) seen.push([name, ref, joinRef]);
  });
  const channel = producer(socket, "judge-rejoin");
  await joined(channel);
  const oldRef = channel.joinRef();
  joinAgain(channel);
  await event(channel, "backpressure_config");
  await pushed(channel, "ping", {});
  assert.equal(channel.state, "joined");
  const order = seen.map(([name, ref]) => `${name} ${ref}`);
  const reply = order.indexOf(`phx_reply ${channel.joinRef()}`);
  const close = order.indexOf(`phx_close ${oldRef}`);
  assert.ok(reply >= 0 && close > reply, order.join(", "));
});

test("leaving closes the channel", async () => {
  const socket = connect();
  const channel = producer(socket, "judge-leave");
  await joined(channel);
  const closed = soon("close", new Promise((resolve) => channel.onClose(resolve)));
  await soon("reply to leave", replyTo(channel.leave(), "ok"));
  await closed;
});

test("binary pushes are answered in binary", async () => {
  const channel = producer(connect(), "judge-binary");
  await joined(channel);
  const echo = await pushed(channel, "ping", new Uint8Array([1, 2, 3]).buffer);
  assert.deepEqual([...new Uint8Array(echo)], [1, 2, 3]);
});

test("refusals carry the service's words", async () => {
  const socket = connect();
  assert.deepEqual(await refused(socket.channel("presence:all")), { reason: "unmatched topic" });
  assert.deepEqual(await refused(socket.channel("room:no-uuid")), { reason: "invalid room id" });
  const nameless = identity("judge-refused");
  delete nameless.sensor_name;
  assert.deepEqual(await refused(socket.channel("sensocto:sensor:judge-refused", nameless)), {
    reason: "join crashed",
  });
  const tokenless = { ...identity("judge-token"), bearer_token: "missing" };
  assert.deepEqual(await refused(socket.channel("sensocto:sensor:judge-token", tokenless)), {
    reason: "unauthorized",
  });
});

test("a viewer gets the fleet's samples, a producer's, and only what it wants to see", async () => {
  const socket = connect();
  const viewer = socket.channel("viewer:data:judge");
  await joined(viewer);
  const isSample = (one) => typeof one.payload === "number" && Number.isInteger(one.timestamp);
  const ofFleet = await batchWhere(viewer, "an ECG", (batch) => Object.values(batch).some((sensor) => sensor.ecg));
  const ecg = Object.values(ofFleet).find((sensor) => sensor.ecg).ecg;
  assert.ok(ecg.length > 1 && ecg.every(isSample));
  tell(viewer, "set_visible_sensors", { sensor_ids: ["judge-seen"] });
  const channel = producer(socket, "judge-seen");
  await joined(channel);
  tell(channel, "measurement", { attribute_id: "heartrate", payload: 71, timestamp: 5 });
  const mine = await batchWhere(viewer, "the producer's value", (batch) => batch["judge-seen"]);
  assert.deepEqual(Object.keys(mine), ["judge-seen"]);
  assert.deepEqual(mine["judge-seen"].heartrate, {
    attribute_id: "heartrate",
    payload: 71,
    sensor_id: "judge-seen",
    timestamp: 5,
  });
});

test("a room tells its state at each join, by the ids that REST gives", async () => {
  const answer = await fetch(`http://${simulator.host}/api/rooms`, { headers: { authorization: "Bearer judge" } });
  assert.equal(answer.status, 200);
  const { rooms } = await answer.json();
  const room = connect().channel(`room:${rooms[0].id}`);
  const first = event(room, "room_state");
  await joined(room);
  assert.equal((await first).room_id, rooms[0].id);
  joinAgain(room);
  assert.equal((await event(room, "room_state")).sensors.length, rooms[0].sensors.length);
});

test("the lobby wants the token of the exchange", async () => {
  const answer = await fetch(`http://${simulator.host}/api/auth/exchange`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: "judge" }),
  });
  assert.equal(answer.status, 200);
  const { socket_token: token, user } = await answer.json();
  const lobby = connect({ params: { token } }).channel(`lobby:${user.id}`);
  const state = event(lobby, "lobby_state");
  await joined(lobby);
  assert.ok((await state).public_rooms.length > 0);
  assert.deepEqual(await refused(connect().channel(`lobby:${user.id}`)), { reason: "unauthorized" });
});

const handshake = (path, options) =>
  soon(
    `answer to ${path}`,
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://${simulator.host}${path}`, options);
      socket.on("open", () => resolve(101) ?? socket.terminate());
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode) ?? socket.terminate());
      socket.on("error", () => {});
    }),
  );

test("handshakes are refused for a version or an origin that is not served", async () => {
  assert.equal(await handshake("/socket/websocket"), 101);
  assert.equal(await handshake("/socket/websocket?vsn=1.0.0"), 101);
  assert.equal(await handshake("/socket/websocket?vsn=2.0.0"), 101);
  assert.equal(await handshake("/socket/websocket?vsn=3.0.0"), 403);
  assert.equal(await handshake("/socket/websocket?vsn=2.0.0", { origin: "http://elsewhere.example" }), 403);
});

test("no JSON ends the socket with 1011", async () => {
  const socket = new WebSocket(`ws://${simulator.host}/socket/websocket?vsn=2.0.0`);
  const code = soon("close", new Promise((resolve) => socket.on("close", resolve)));
  socket.on("open", () => socket.send("{"));
  assert.equal(await code, 1011);
});
