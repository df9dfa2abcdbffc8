// The format's own reader checks what watchglass-cli exports as MCAP.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { McapIndexedReader, McapStreamReader } from "@mcap/core";

const program = process.env.WATCHGLASS_CLI;
const rows = 15_000; // enough for more than one chunk
let folder;
let bytes;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "watchglass-mcap-"));
  const lines = ["time,temperature [°C],door"];
  for (let i = 0; i < rows; ++i) lines.push(`${1_700_000_000 + i / 8},${20 + (i % 100) / 4},${i % 2 ? "open" : "shut"}`);
  const table = join(folder, "room.csv");
  writeFileSync(table, lines.join("\n") + "\n");
  const output = join(folder, "room.mcap");
  execFileSync(program, ["export", table, "--format", "mcap", "--output", output]);
  bytes = readFileSync(output);
});
after(() => folder && rmSync(folder, { recursive: true }));

const expected = (topic, i) =>
  topic.endsWith("/door") ? { value: i % 2, state: i % 2 ? "open" : "shut" } : { value: 20 + (i % 100) / 4 };

/** Every message of both topics, in order, against the table. */
function checkMessages(topics, messages) {
  const seen = new Map();
  for (const { channelId, logTime, publishTime, data } of messages) {
    const topic = topics.get(channelId);
    const i = seen.get(topic) ?? 0;
    assert.equal(logTime, 1_700_000_000_000_000_000n + BigInt(i) * 125_000_000n);
    assert.equal(publishTime, logTime);
    const got = JSON.parse(new TextDecoder().decode(data));
    const wanted = expected(topic, i);
    // Words are numbered in the order in which they first stand in the table: shut, open.
    if ("state" in wanted) assert.deepEqual(got, { value: wanted.state === "shut" ? 0 : 1, state: wanted.state });
    else assert.deepEqual(got, wanted);
    seen.set(topic, i + 1);
  }
  assert.deepEqual([...seen.keys()].sort(), ["file/room/door", "file/room/temperature"]);
  for (const count of seen.values()) assert.equal(count, rows);
}

test("the indexed reader finds schema, channels, chunks and every message", async () => {
  const reader = await McapIndexedReader.Initialize({
    readable: {
      size: async () => BigInt(bytes.byteLength),
      read: async (offset, size) => bytes.subarray(Number(offset), Number(offset + size)),
    },
  });
  assert.equal(reader.header.library, "watchglass");
  assert.equal(reader.schemasById.size, 1);
  const schema = [...reader.schemasById.values()][0];
  assert.equal(schema.encoding, "jsonschema");
  assert.equal(JSON.parse(new TextDecoder().decode(schema.data)).properties.value.type[0], "number");
  const topics = new Map();
  for (const channel of reader.channelsById.values()) {
    assert.equal(channel.messageEncoding, "json");
    topics.set(channel.id, channel.topic);
    if (channel.topic.endsWith("temperature")) assert.equal(channel.metadata.get("unit"), "°C");
  }
  assert.equal(reader.statistics.messageCount, BigInt(2 * rows));
  assert.equal(reader.statistics.messageStartTime, 1_700_000_000_000_000_000n);
  assert.ok(reader.chunkIndexes.length > 1);
  assert.equal(reader.statistics.chunkCount, reader.chunkIndexes.length);
  const messages = [];
  for await (const message of reader.readMessages()) messages.push(message);
  checkMessages(topics, messages);
});

test("the indexed reader seeks", async () => {
  const reader = await McapIndexedReader.Initialize({
    readable: {
      size: async () => BigInt(bytes.byteLength),
      read: async (offset, size) => bytes.subarray(Number(offset), Number(offset + size)),
    },
  });
  const from = 1_700_000_000_000_000_000n + 1000n * 125_000_000n;
  let count = 0;
  for await (const { logTime } of reader.readMessages({
    topics: ["file/room/temperature"],
    startTime: from,
    endTime: from + 1_000_000_000n,
  })) {
    assert.ok(logTime >= from && logTime <= from + 1_000_000_000n);
    ++count;
  }
  assert.equal(count, 9);
});

test("the stream reader takes it with all checksums", () => {
  const reader = new McapStreamReader({ validateCrcs: true });
  const topics = new Map();
  const messages = [];
  let sawFooter = false;
  // In pieces, as from a network.
  for (let at = 0; at < bytes.byteLength; at += 65_536) {
    reader.append(bytes.subarray(at, at + 65_536));
    for (let record; (record = reader.nextRecord()); ) {
      if (record.type === "Channel") topics.set(record.id, record.topic);
      if (record.type === "Message") messages.push({ ...record, data: record.data.slice() });
      sawFooter ||= record.type === "Footer";
    }
  }
  assert.ok(sawFooter);
  assert.ok(reader.done());
  checkMessages(topics, messages);
});
