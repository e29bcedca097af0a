#!/usr/bin/env python3
"""The native worker's matrix product against NumPy's, in one run, alternating, both on one thread.

From the repository's root, after `mvn -q test-compile -pl orchestrator-core -am`:

    python3 docs/bench/gemm.py [SIZE ...]

Prints, for each size, the best of the rounds for both and their ratio (above 1: the worker is faster).
"""
import os
import subprocess
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402  (the environment must be set before)

sizes = [int(size) for size in sys.argv[1:]] or [256, 512, 1024, 2048]
java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
classpath = subprocess.run(
    ["mvn", "-q", "-o", "dependency:build-classpath", "-Dmdep.outputFile=/dev/stdout", "-Dmdep.includeScope=test",
     "-f", "pom.xml", "-pl", "orchestrator-core", "-am", "test-compile"],
    capture_output=True, text=True).stdout.strip().splitlines()
core = "orchestrator-core/target"
worker = subprocess.Popen(
    [java, "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
     "-cp", os.pathsep.join([f"{core}/test-classes", f"{core}/classes"] + classpath[-1:]),
     "org.distributedbrain.worker.GemmBenchmark", "1", "vector"],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
assert worker.stdin and worker.stdout and worker.stdout.readline().strip() == "ready"

for size in sizes:
    random = np.random.default_rng(size)
    a = random.random((size, size), dtype=np.float32) - 0.5
    b = random.random((size, size), dtype=np.float32) - 0.5
    best = {"numpy": float("inf"), "worker": float("inf")}
    rounds = max(5, min(100, int(4e10 / (2 * size**3))))
    for _ in range(rounds):
        start = time.perf_counter()
        a @ b
        best["numpy"] = min(best["numpy"], time.perf_counter() - start)
        worker.stdin.write(f"{size}\n")
        worker.stdin.flush()
        best["worker"] = min(best["worker"], float(worker.stdout.readline()))
    speed = {name: 2 * size**3 / seconds / 1e9 for name, seconds in best.items()}
    print(f"{size:5d}  numpy {speed['numpy']:6.1f}  worker {speed['worker']:6.1f} GFLOP/s"
          f"  ratio {speed['worker'] / speed['numpy']:.2f}")
worker.stdin.close()
worker.wait(10)
