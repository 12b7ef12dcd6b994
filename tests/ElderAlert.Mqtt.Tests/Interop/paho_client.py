"""Talks to a server as python3-paho-mqtt does and prints what it saw. usage: paho_client.py PORT 311|5 tcp|tls|ws|wss AUTHORITY_FILE"""
import sys
import time

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

port, version = int(sys.argv[1]), mqtt.MQTTv5 if sys.argv[2] == "5" else mqtt.MQTTv311
transport, authority = sys.argv[3], sys.argv[4]
received, acknowledged = [], []


def client(name, **options):
    if hasattr(mqtt, "CallbackAPIVersion"):
        options["callback_api_version"] = mqtt.CallbackAPIVersion.VERSION1
    made = mqtt.Client(client_id=name, protocol=version, transport="websockets" if transport.startswith("ws") else "tcp", **options)
    if transport.startswith("ws"):
        made.ws_set_options(path="/mqtt")
    if transport in ("tls", "wss"):
        made.tls_set(ca_certs=authority)
    return made


subscriber = client("paho-s")
subscriber.on_message = lambda c, u, m: received.append((m.topic, m.qos, m.retain, m.payload.decode()))
subscribed = []
subscriber.on_subscribe = lambda *a: subscribed.append(1)
subscriber.connect("127.0.0.1", port)
subscriber.loop_start()
subscriber.subscribe([("paho/#", 2), ("other/+", 1)])
deadline = time.time() + 10
while not subscribed and time.time() < deadline:
    time.sleep(0.01)

publisher = client("paho-p")
publisher.will_set("paho/will", "gone", qos=1)
publisher.connect("127.0.0.1", port)
publisher.loop_start()
for qos in (0, 1, 2):
    properties = None
    if version == mqtt.MQTTv5:
        properties = Properties(PacketTypes.PUBLISH)
        properties.UserProperty = [("room", "bath")]
    for number in range(20):
        info = publisher.publish("paho/%d" % qos, "%d" % number, qos=qos, properties=properties)
        info.wait_for_publish()
        acknowledged.append(info.is_published())
publisher.loop_stop()
publisher.socket().close()
while len(received) < 61 and time.time() < deadline:
    time.sleep(0.01)
subscriber.disconnect()
subscriber.loop_stop()

print("acknowledged", sum(acknowledged))
for qos in (0, 1, 2):
    print("qos", qos, [int(payload) for topic, q, retain, payload in received if topic == "paho/%d" % qos and q == qos] == list(range(20)))
print("will", ("paho/will", 1, False, "gone") in received)
