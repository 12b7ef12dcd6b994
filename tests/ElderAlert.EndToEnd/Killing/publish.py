"""Pendants that keep pressing: publishes distinct signals at QoS 1 with persistent sessions, reconnects and redelivers until each is
acknowledged. Prints one line per acknowledgement: the device, the signal's id.

usage: publish.py PORT KEY RUN FIRST_DEVICE DEVICES SIGNALS_PER_DEVICE
"""
import json
import sys
import threading
import time

import paho.mqtt.client as mqtt

port, key, run, first, devices, per_device = int(sys.argv[1]), sys.argv[2], sys.argv[3], *map(int, sys.argv[4:7])
say = threading.Lock()


def pendant(number):
    name = f"pendant-{number}"
    client = mqtt.Client(client_id=name, clean_session=False)
    client.username_pw_set(name, key)
    client.reconnect_delay_set(min_delay=1, max_delay=1)
    client.max_inflight_messages_set(20)
    pending = {}
    guard = threading.Condition()

    def on_publish(_client, _userdata, mid):
        with guard:
            signal = pending.pop(mid, None)
            if signal is None:
                # The acknowledgement overtook the bookkeeping below.
                pending[mid] = None
            else:
                report(signal)
            guard.notify_all()

    def report(signal):
        with say:
            print(name, signal, flush=True)

    client.on_publish = on_publish
    # The loop's thread opens the first connection too, and tries again where it falls into the time that the server is dead.
    client.connect_async("127.0.0.1", port, keepalive=30)
    client.loop_start()
    for i in range(per_device):
        signal = f"{run}-{i}"
        info = client.publish(f"ea/v1/{name}/signal", json.dumps({"id": signal, "kind": "sos"}), qos=1)
        with guard:
            if info.mid in pending:
                del pending[info.mid]
                report(signal)
            else:
                pending[info.mid] = signal
        time.sleep(0.01)
    with guard:
        done = guard.wait_for(lambda: not pending, timeout=90)
    client.disconnect()
    client.loop_stop()
    return done


results = []
threads = [threading.Thread(target=lambda n=n: results.append(pendant(n))) for n in range(first, first + devices)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit(0 if len(results) == devices and all(results) else 1)
