#!/usr/bin/env python3
"""A worker of The Distributed Brain without a WebSocket: it asks for its tasks over HTTP. Python's standard library and NumPy are all it needs.

    python3 polling_worker.py 'http://HOST:PORT/join#KEY' [TASKS]

It works until it is stopped (Ctrl-C says goodbye), or until TASKS results were accepted."""

import json, sys, time
from collections import OrderedDict
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import numpy

MEMORY = 1 << 30


class Worker:
    def __init__(self, url):
        parts = urlsplit(url)
        self.base, self.secret, self.blocks = f"{parts.scheme}://{parts.netloc}/api/v1", "", OrderedDict()
        me = self.call("/nodes/register", {"joinKey": parts.fragment, "engine": "numpy", "device": "Python and NumPy",
                                           "kernels": ["matmul"], "maxBlockBytes": MEMORY // 4, "memoryBytes": MEMORY,
                                           "cacheBytes": MEMORY // 2})
        self.id, self.secret = me["workerId"], me["workerSecret"]

    def call(self, path, body=None):
        """A dictionary is sent as JSON and bytes as they are; without a body it is a GET. JSON comes back as a dictionary."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        kind = "application/json" if isinstance(body, dict) else "application/octet-stream"
        headers = {"Authorization": "Bearer " + self.secret, "Content-Type": kind}
        with urlopen(Request(self.base + path, data, headers), timeout=60) as answer:
            content = answer.read()
            return json.loads(content) if answer.headers.get_content_type() == "application/json" else content

    def block(self, operand):
        """The values of an operand block, which are fetched once and kept while there is room."""
        number = operand["block"]
        if number not in self.blocks:
            values = numpy.frombuffer(self.call(f"/nodes/{self.id}/blocks/{number}"), "<f4")
            self.blocks[number] = values.reshape(operand["rows"], operand["cols"])
        self.blocks.move_to_end(number)
        while len(self.blocks) > 2 and sum(block.nbytes for block in self.blocks.values()) > MEMORY // 2:
            self.blocks.popitem(last=False)
        return self.blocks[number]

    def work(self, limit):
        accepted = 0
        while limit is None or accepted < limit:
            for task in self.call(f"/nodes/{self.id}/pending-jobs?wait=20s")["tasks"][:1]:
                try:
                    a, b = self.block(task["a"]), self.block(task["b"])
                    began = time.perf_counter()
                    product = (a @ b).astype("<f4")
                    ms = 1000 * (time.perf_counter() - began)
                    self.call(f"/worker/result?node={self.id}&task={task['task']}&computeMs={ms:.3f}", product.tobytes())
                    accepted += 1
                except HTTPError as refused:
                    if refused.code not in (404, 409):  # the task was taken back meanwhile
                        raise

    def leave(self):
        self.call(f"/nodes/{self.id}/leave", b"")


def main(url, limit=None):
    worker = Worker(url)
    try:
        worker.work(limit and int(limit))
    except KeyboardInterrupt:
        pass
    except HTTPError as refused:
        sys.exit(json.loads(refused.read()).get("detail", str(refused)))
    worker.leave()


if __name__ == "__main__":
    main(*sys.argv[1:])
