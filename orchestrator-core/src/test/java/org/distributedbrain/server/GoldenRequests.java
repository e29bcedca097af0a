package org.distributedbrain.server;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that are answered well, as their bytes: one at least for each route. What they are spoiled into is sent to the same server. */
final class GoldenRequests {
    private static final String TEXT = """
            GET /health
            GET /api/status
            GET /join
            GET /assets/worker.js
            GET /probe?bytes=100
            POST /probe aaaaaaaaaa
            GET /api/v1/jobs
            GET /api/v1/jobs?limit=2&after=JOB&state=done,failed&kernel=matmul&sort=size
            GET /api/v1/jobs.csv?limit=5
            POST /api/v1/jobs {"kernel":"matmul","rowsA":8,"colsA":8,"colsB":8,"seed":7,"label":"Ω","verify":"freivalds"}
            POST /api/v1/jobs {"kernel":"matmul","a":{"blob":"BLOB","name":"A.npy"},"b":{"operand":"BLOB"},"priority":"high"}
            POST /api/v1/jobs {"kernel":"mandelbrot","width":64,"height":64,"maxIterations":100}
            POST /api/v1/jobs/estimate {"kernel":"matmul","rowsA":512,"colsA":512,"colsB":512}
            GET /api/v1/jobs/JOB
            GET /api/v1/jobs/JOB?wait=50ms
            DELETE /api/v1/jobs/JOB
            GET /api/v1/jobs/JOB/result
            GET /api/v1/jobs/JOB/certificate
            GET /api/v1/jobs/JOB/executions?limit=3&after=7
            GET /api/v1/jobs/JOB/events
            PUT /api/v1/blobs/BLOB?name=A.npy NUMPY
            HEAD /api/v1/blobs/BLOB
            POST /api/v1/operands {"blob":"BLOB","name":"B.npy"}
            GET /api/v1/operands?limit=5
            GET /api/v1/operands/BLOB
            DELETE /api/v1/operands/BLOB
            GET /api/v1/nodes
            GET /api/v1/nodes/JOB
            POST /api/v1/nodes/JOB/quarantine
            POST /api/v1/nodes/JOB/drain
            DELETE /api/v1/nodes/JOB
            POST /api/v1/nodes/register {"joinKey":"KEY","engine":"numpy","kernels":["matmul"],"maxBlockBytes":268435456,"memoryBytes":1073741824}
            POST /api/v1/nodes/JOB/heartbeat
            GET /api/v1/nodes/JOB/pending-jobs?wait=50ms
            GET /api/v1/nodes/JOB/blocks/7
            POST /api/v1/worker/result?node=JOB&task=7&computeMs=1.5 aaaaaaaa
            POST /api/v1/worker/failure {"node":"JOB","task":7,"reason":"out_of_memory"}
            GET /api/v1/leaderboard?limit=3
            GET /api/v1/faults?limit=3&kind=lost
            GET /api/v1/invitation
            POST /api/v1/invitation/door {"open":false}
            GET /api/v1/network/stats
            POST /api/v1/network/devices/register {"device_name":"Anna's","device_type":"laptop","ram_gb":16,"cpu_cores":8,"storage_gb":512}
            POST /api/v1/network/devices/JOB/heartbeat
            GET /api/v1/network/devices?limit=2
            POST /api/v1/tokens {"name":"lab","scope":"read","expiresIn":"30d","unfinishedJobs":5}
            GET /api/v1/tokens?limit=2&after=lab
            DELETE /api/v1/tokens/lab
            GET /openapi.json
            GET /metrics
            GET /stats
            """;

    private GoldenRequests() {}

    /**
     * @param token the operator's
     * @param job one that has ended
     * @param blob the SHA-256 of {@code numpy}
     */
    static List<byte[]> of(String token, String joinKey, String job, String blob, String numpy) {
        return TEXT.lines()
                .map(line -> line.replace("JOB", job).replace("BLOB", blob).replace("KEY", joinKey))
                .map(line -> request(line, token, numpy).getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static String request(String line, String token, String numpy) {
        var parts = line.split(" ", 3);
        var body = parts.length < 3 ? "" : parts[2].equals("NUMPY") ? numpy : parts[2];
        var type = body.startsWith("{") ? "application/json" : "application/octet-stream";
        return parts[0] + " " + parts[1] + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nAccept: */*\r\nUser-Agent: golden\r\n"
                + (parts[0].startsWith("P")
                        ? "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n"
                        : "")
                + "\r\n" + body;
    }
}
