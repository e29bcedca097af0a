package org.distributedbrain.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.NodeDocument;

/** The table with which the demo ends. */
final class DemoReport {
    private DemoReport() {}

    static void print(
            Terminal terminal, JobDocument job, List<NodeDocument> workers, CpuComparison comparison, Path result) {
        var table = new Table(
                List.of("worker", "engine", "device", "chunks", "compute", "Mops/s"),
                Set.of("chunks", "compute", "Mops/s"));
        for (var worker : workers) {
            table.row(
                    worker.name(),
                    worker.engine(),
                    worker.device(),
                    worker.tasksCompleted(),
                    Figures.duration(worker.computeMs()),
                    Figures.whole(worker.mops()));
        }
        table.print(terminal);
        terminal.out().println();
        var lines = JobReport.lines(job);
        lines.keySet().removeAll(Set.of("label", "state"));
        lines.put("max error", comparison.toString());
        lines.put("result", result.toString());
        JobReport.print(terminal, lines);
    }
}
