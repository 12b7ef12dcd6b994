"""Presses a pendant's button once, as python3-paho-mqtt does it, and ends well when the server has acknowledged.

usage: press.py PORT 311|5 tcp|tls|ws AUTHORITY_FILE DEVICE KEY SIGNAL_ID
"""
import json
import sys

import paho.mqtt.client as mqtt

port, version, transport, authority, device, key, signal = int(sys.argv[1]), *sys.argv[2:8]
client = mqtt.Client(
    client_id=device,
    protocol=mqtt.MQTTv5 if version == "5" else mqtt.MQTTv311,
    transport="websockets" if transport == "ws" else "tcp")
if transport == "ws":
    client.ws_set_options(path="/mqtt")
if transport == "tls":
    client.tls_set(ca_certs=authority)
log = []
client.on_log = lambda _client, _userdata, _level, line: log.append(line)
client.username_pw_set(device, key)
client.connect("127.0.0.1", port)
client.loop_start()
info = client.publish(f"ea/v1/{device}/signal", json.dumps({"id": signal, "kind": "sos"}), qos=1)
info.wait_for_publish(30)
client.disconnect()
client.loop_stop()
if not info.is_published():
    sys.exit("not acknowledged:\n" + "\n".join(log))
