#!/usr/bin/env python3
"""A worker of The Distributed Brain, written from docs/protocol.md alone, with Python's standard library (NumPy is used if it is there).

    python3 worker.py 'http://HOST:PORT/join#KEY' [TASKS]

It works until it is stopped (Ctrl-C says goodbye), or until TASKS results were accepted."""

import array, base64, json, os, random, socket, ssl, struct, sys, threading, time
from collections import OrderedDict
from urllib.parse import urlsplit

try:
    import numpy
except ImportError:
    numpy = None

HEADER = struct.Struct("<IHHQQII")  # magic, kind, flags, id, offset, count, reserved
MAGIC, OPERAND, RESULT = 0x31464244, 1, 2
STAY_AWAY = {4001, 4002, 4004, 4006}


class Closed(Exception):
    def __init__(self, code, reason=""):
        super().__init__(f"closed with {code}: {reason}")
        self.code = code


class WebSocket:
    """As much of RFC 6455 as a client needs."""

    def __init__(self, url):
        port = url.port or (443 if url.scheme == "https" else 80)
        self.sock = socket.create_connection((url.hostname, port), 30)
        if url.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=url.hostname)
        key = base64.b64encode(os.urandom(16)).decode()
        self.sock.sendall((f"GET /ws/worker HTTP/1.1\r\nHost: {url.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.inp, self.sending = self.sock.makefile("rb"), threading.Lock()
        status = self.inp.readline().decode()
        while self.inp.readline().strip():
            pass
        if " 101 " not in status:
            raise Closed(0, status.strip())

    def send(self, opcode, payload):
        size = len(payload)
        head = bytes([0x80 | opcode]) + (bytes([0x80 | size]) if size < 126 else
                struct.pack("!BH", 0xFE, size) if size < 65536 else struct.pack("!BQ", 0xFF, size))
        mask = os.urandom(4)
        stream = int.from_bytes((mask * (size // 4 + 1))[:size], "big") ^ int.from_bytes(payload, "big")
        with self.sending:
            self.sock.sendall(head + mask + stream.to_bytes(size, "big"))

    def read(self, size):
        data = self.inp.read(size)
        if len(data) < size:
            raise Closed(1006, "the connection was lost")
        return data

    def receive(self):
        """The next whole message: (opcode 1 for text or 2 for binary, payload). Pings are answered in between."""
        kind, whole = 0, bytearray()
        while True:
            first, size = self.read(2)
            size = struct.unpack("!H", self.read(2))[0] if size == 126 else struct.unpack("!Q", self.read(8))[0] if size == 127 else size
            payload, opcode = self.read(size), first & 15
            if opcode == 8:
                raise Closed(struct.unpack("!H", payload[:2])[0] if payload else 1005, payload[2:].decode())
            if opcode == 9:
                self.send(10, payload)
            elif opcode in (0, 1, 2):
                kind = opcode or kind
                whole += payload
                if first & 0x80:
                    return kind, bytes(whole)


class Block:
    """An operand block while it arrives."""

    def __init__(self, rows, cols):
        self.rows, self.cols, self.have = rows, cols, 0
        self.data = bytearray(4 * rows * cols)

    def complete(self):
        return 4 * self.have == len(self.data)


def multiply(a, b):
    """The bytes of a · b."""
    if numpy:
        left = numpy.frombuffer(a.data, "<f4").reshape(a.rows, a.cols)
        return (left @ numpy.frombuffer(b.data, "<f4").reshape(b.rows, b.cols)).astype("<f4").tobytes()
    left, right = floats(a.data), floats(b.data)
    columns = [right[j::b.cols] for j in range(b.cols)]
    rows = (left[i * a.cols:(i + 1) * a.cols] for i in range(a.rows))
    return little(array.array("f", [sum(x * y for x, y in zip(row, column)) for row in rows for column in columns])).tobytes()


def floats(data):
    values = array.array("f")
    values.frombytes(data)
    return little(values)


def little(values):
    if sys.byteorder == "big":
        values.byteswap()
    return values


class Worker:
    def __init__(self, url, limit):
        self.url, self.limit, self.accepted, self.identity, self.wait = url, limit, 0, {}, 1

    def say(self, **message):
        self.ws.send(1, json.dumps(message).encode())

    def session(self):
        self.ws = WebSocket(self.url)
        self.blocks, self.tasks = {}, OrderedDict()
        self.say(type="register_worker", protocol=1, joinKey=self.url.fragment, name="Python worker", engine="numpy" if numpy else "python",
                 device=sys.platform, kernels=["matmul"], maxBlockBytes=256 << 20, memoryBytes=1 << 30, **self.identity)
        while self.limit is None or self.accepted < self.limit:
            kind, payload = self.ws.receive()
            self.frame(payload) if kind == 2 else self.text(json.loads(payload))
            self.work()
        self.goodbye("done")

    def text(self, m):
        if m["type"] == "registration_ack":
            self.identity = {"workerId": m["workerId"], "workerSecret": m.get("workerSecret", self.identity.get("workerSecret"))}
            self.max_frame, self.wait = m["maxFrameBytes"], 1
            self.ws.sock.settimeout(m["silenceLimitMs"] / 1000)
            threading.Thread(target=self.heartbeats, args=(self.ws, m["heartbeatMs"] / 1000), daemon=True).start()
        elif m["type"] == "compute_task":
            self.tasks[m["task"]] = m
            for it in (m["a"], m["b"]):
                self.blocks.setdefault(it["block"], Block(it["rows"], it["cols"]))
        elif m["type"] == "release_operands":
            for block in m["blocks"]:
                self.blocks.pop(block, None)
        elif m["type"] == "cancel_task":
            self.tasks.pop(m["task"], None)
        elif m["type"] == "result_accepted":
            self.accepted += 1
        elif m["type"] in ("error", "result_rejected"):
            print(m["type"] + ":", m["message"], file=sys.stderr)

    def frame(self, message):
        magic, kind, flags, number, offset, count, reserved = HEADER.unpack_from(message)
        block = self.blocks.get(number)
        if (magic, kind, flags, reserved, len(message)) != (MAGIC, OPERAND, 0, 0, 32 + 4 * count):
            raise ValueError("not an operand frame")
        if block is None or offset != block.have or 4 * (offset + count) > len(block.data):
            raise ValueError(f"a frame of block {number} that does not fit")
        block.data[4 * offset:4 * (offset + count)] = message[32:]
        block.have += count

    def work(self):
        """Computes the oldest task that has its operands. One at a time, so that what came meanwhile is heard in between."""
        for task, m in self.tasks.items():
            a, b = (self.blocks.get(m[side]["block"]) for side in "ab")
            if a and b and a.complete() and b.complete():
                break
        else:
            return
        del self.tasks[task]
        self.say(type="task_started", task=task)
        begin = time.perf_counter()
        result = multiply(a, b)
        self.say(type="task_complete", task=task, computeMs=1000 * (time.perf_counter() - begin), bytes=len(result))
        step = (min(self.max_frame, 1 << 20) - 32) // 4
        for offset in range(0, len(result) // 4, step):
            values = result[4 * offset:4 * (offset + step)]
            self.ws.send(2, HEADER.pack(MAGIC, RESULT, 0, task, offset, len(values) // 4, 0) + values)

    def heartbeats(self, ws, period):
        """On a thread of its own, so that a long computation does not look like silence."""
        try:
            while ws is self.ws:
                time.sleep(period)
                ws.send(1, b'{"type":"heartbeat"}')
        except OSError:
            pass

    def goodbye(self, reason):
        self.say(type="leave", reason=reason)
        self.ws.send(8, struct.pack("!H", 1000))

    def run(self):
        while self.limit is None or self.accepted < self.limit:
            try:
                self.session()
            except KeyboardInterrupt:
                return self.goodbye("stopped by its owner")
            except (Closed, OSError) as end:
                print(end, file=sys.stderr)
                if getattr(end, "code", 0) in STAY_AWAY:
                    sys.exit(1)
                time.sleep(self.wait * random.uniform(0.5, 1))
                self.wait = min(2 * self.wait, 30)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    Worker(urlsplit(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None).run()
