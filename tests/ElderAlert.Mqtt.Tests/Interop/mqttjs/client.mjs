// Talks to a server as MQTT.js does and prints what it saw. usage: client.mjs URL 4|5 AUTHORITY_FILE
import { readFileSync } from "node:fs";
import mqtt from "mqtt";

const [url, version] = [process.argv[2], Number(process.argv[3])];
const options = { protocolVersion: version, reconnectPeriod: 0, connectTimeout: 5000, ca: readFileSync(process.argv[4]) };
const subscriber = await mqtt.connectAsync(url, { ...options, clientId: "js-s" });
const received = [];
subscriber.on("message", (topic, payload, packet) => received.push([topic, packet.qos, payload.toString()]));
await subscriber.subscribeAsync("js/#", { qos: 2 });

const will = { topic: "js/will", payload: Buffer.from("gone"), qos: 1 };
const publisher = await mqtt.connectAsync(url, { ...options, clientId: "js-p", will });
for (const qos of [0, 1, 2]) {
  await Promise.all([...Array(20).keys()].map((i) => publisher.publishAsync(`js/${qos}`, `${i}`, { qos })));
}
await publisher.publishAsync("js/large", Buffer.alloc(100000, "x"), { qos: 1 });
publisher.stream.destroy();

const end = Date.now() + 10000;
while (received.length < 62 && Date.now() < end) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
for (const qos of [0, 1, 2]) {
  const own = received.filter(([topic, q]) => topic === `js/${qos}` && q === qos).map(([, , payload]) => Number(payload));
  console.log("qos", qos, own.length === 20 && own.every((value, index) => value === index));
}
console.log("large", received.some(([topic, , payload]) => topic === "js/large" && payload.length === 100000));
console.log("will", received.some(([topic, qos, payload]) => topic === "js/will" && qos === 1 && payload === "gone"));
await subscriber.endAsync();
