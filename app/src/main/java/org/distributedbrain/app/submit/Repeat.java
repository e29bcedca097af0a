package org.distributedbrain.app.submit;

import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;

/** The draft of a job for which the form has no fields: the same once more, while what it was made of is there. */
final class Repeat {
    private final MatrixProbe probe;
    private final Tasks tasks;
    private final Runnable changed;
    private Draft draft = new Draft.Incomplete("");

    /** @param changed told whenever there is another draft */
    Repeat(MatrixProbe probe, Tasks tasks, Runnable changed) {
        this.probe = probe;
        this.tasks = tasks;
        this.changed = changed;
    }

    Draft draft() {
        return draft;
    }

    void set(Draft now) {
        draft = now;
        changed.run();
    }

    void set(Refill.Same same, JobOptions options) {
        JobSpec spec = new JobSpec(same.source(), same.label(), options);
        Draft ready = new Draft.Ready(spec, Texts.of("submit.again", same.label()));
        if (same.files().isEmpty()) {
            set(ready);
            return;
        }
        Draft reading = new Draft.Incomplete(Texts.of("submit.looking"));
        set(reading);
        tasks.run(
                "describe",
                () -> same.files().stream().map(probe::describe).toList(),
                shapes -> replace(reading, ready),
                sentence -> replace(reading, new Draft.Wrong(sentence)));
    }

    private void replace(Draft reading, Draft now) {
        if (draft == reading) {
            set(now);
        }
    }
}
