package org.distributedbrain.server;

import java.nio.ByteBuffer;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.loop.ReturnedValues;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.server.OutstandingTasks.Announcement;
import org.distributedbrain.wire.WorkerMessage;

/**
 * What a registered worker says of its tasks, and the results that it sends: the core hears of those that are outstanding, and the worker of
 * those that are not. Called by the connection's reader only, and may wait for the core.
 */
final class TaskReports {
    private final OutstandingTasks tasks;
    private final ReturnedValues returned;
    private final ResultReader results;
    private final SessionEvents events;
    private final WorkerLink link;

    /** @param link where the worker is told that a result is not wanted */
    TaskReports(
            OutstandingTasks tasks, ReturnedValues returned, SessionEvents events, WorkerLink link, int maxFrameBytes) {
        this.tasks = tasks;
        this.returned = returned;
        this.results = new ResultReader(tasks, maxFrameBytes);
        this.events = events;
        this.link = link;
    }

    void started(WorkerId worker, TaskId task) {
        if (tasks.started(task)) {
            events.post(new Event.TaskStarted(worker, task));
        }
    }

    void failed(WorkerId worker, WorkerMessage.TaskFailed failed) {
        if (tasks.forget(failed.task())) {
            String why = failed.message().isEmpty() ? failed.reason() : failed.reason() + ": " + failed.message();
            events.post(new Event.TaskFailed(worker, failed.task(), why));
        }
    }

    /** The result follows. */
    void complete(WorkerId worker, WorkerMessage.TaskComplete complete) {
        TaskId task = complete.task();
        switch (tasks.announce(task, complete.bytes())) {
            case Announcement.Expected() -> events.post(new Event.TaskComputed(worker, task, complete.computeMs()));
            case Announcement.Late() -> {
                link.rejectResult(
                        task, "late", "Task " + task + " is not, or no longer, outstanding at this connection.");
                events.post(new Event.LateResult(worker, task));
            }
            case Announcement.WrongLength(var expected) -> {
                String why = "The result of task " + task + " has " + expected + " bytes; " + complete.bytes()
                        + " were announced.";
                link.rejectResult(task, "invalid", why);
                events.post(new Event.TaskFailed(worker, task, "invalid: " + why));
            }
        }
    }

    /** A part of a binary message. */
    void result(WorkerId worker, ByteBuffer part, boolean last) {
        TaskId whole = results.take(part, last);
        if (whole != null && !events.post(new Event.ChunkReturned(worker, whole))) {
            returned.drop(whole); // the core will never ask for it
        }
    }
}
