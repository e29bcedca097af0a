package org.distributedbrain.app.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;

/** The latest events, newest first, told from what differs between snapshots. */
final class EventLog {
    static final int MOST = 100;

    private final ObservableList<Event> events = FXCollections.observableArrayList();
    private final ObservableList<Event> readOnly = FXCollections.unmodifiableObservableList(events);
    /** Those that are connected, as they were seen last. */
    private final Map<WorkerId, WorkerView> here = new HashMap<>();

    private final Map<JobId, JobState> jobs = new HashMap<>();
    private List<WorkerView> seenWorkers = List.of();
    private List<JobView> seenJobs = List.of();
    private List<FaultView> seenFaults = List.of();
    private String newestFault = "";

    ObservableList<Event> events() {
        return readOnly;
    }

    void show(Snapshot snapshot) {
        List<Event> fresh = new ArrayList<>();
        if (snapshot.workers() != seenWorkers) {
            seenWorkers = snapshot.workers();
            workers(snapshot.at(), fresh);
        }
        if (snapshot.jobs() != seenJobs) {
            seenJobs = snapshot.jobs();
            jobs(snapshot.at(), fresh);
        }
        if (snapshot.faults() != seenFaults) {
            seenFaults = snapshot.faults();
            faults(fresh);
        }
        if (!fresh.isEmpty()) {
            put(fresh);
        }
    }

    private void workers(Instant now, List<Event> fresh) {
        Set<WorkerId> connected = new HashSet<>();
        for (WorkerView worker : seenWorkers) {
            if (worker.state() != WorkerState.GONE) {
                connected.add(worker.id());
                WorkerView before = here.put(worker.id(), worker);
                if (before == null || !before.joinedAt().equals(worker.joinedAt())) {
                    fresh.add(new Event.OfWorker(worker.joinedAt(), worker.id(), worker.name(), true));
                }
            }
        }
        here.values().removeIf(worker -> {
            boolean gone = !connected.contains(worker.id());
            if (gone) {
                fresh.add(new Event.OfWorker(now, worker.id(), worker.name(), false));
            }
            return gone;
        });
    }

    private void jobs(Instant now, List<Event> fresh) {
        Set<JobId> there = new HashSet<>();
        for (JobView job : seenJobs) {
            there.add(job.id());
            JobState before = jobs.put(job.id(), job.state());
            if (before == null) {
                fresh.add(new Event.OfJob(job.submittedAt(), asSubmitted(job)));
            }
            if (job.state().isFinal() && (before == null || !before.isFinal())) {
                fresh.add(new Event.OfJob(Objects.requireNonNullElse(job.finishedAt(), now), job));
            }
        }
        jobs.keySet().retainAll(there);
    }

    private static JobView asSubmitted(JobView job) {
        return new JobView(
                job.id(),
                job.size(),
                job.label(),
                JobState.QUEUED,
                0,
                job.chunks(),
                job.submittedAt(),
                null,
                job.notes(),
                null,
                null,
                null,
                job.options(),
                job.grid(),
                job.estimate(),
                job.source());
    }

    private void faults(List<Event> fresh) {
        for (FaultView fault : seenFaults.reversed()) {
            String id = fault.id().value();
            if (id.compareTo(newestFault) > 0) {
                newestFault = id;
                fresh.add(new Event.OfFault(fault));
            }
        }
    }

    /** Each at its place in time; of what is of the same time, what came last is first. */
    private void put(List<Event> fresh) {
        fresh.sort(Comparator.comparing(Event::at));
        for (Event event : fresh.subList(Math.max(0, fresh.size() - MOST), fresh.size())) {
            int place = 0;
            while (place < events.size() && events.get(place).at().isAfter(event.at())) {
                place++;
            }
            if (place < MOST) {
                events.add(place, event);
            }
        }
        if (events.size() > MOST) {
            events.remove(MOST, events.size());
        }
    }
}
