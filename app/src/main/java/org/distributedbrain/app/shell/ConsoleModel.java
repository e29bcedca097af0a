package org.distributedbrain.app.shell;

import java.time.ZoneId;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.distributedbrain.Grid;
import org.distributedbrain.app.efficiency.EfficiencyModel;
import org.distributedbrain.app.faults.FaultsModel;
import org.distributedbrain.app.history.HistoryModel;
import org.distributedbrain.app.jobs.JobsModel;
import org.distributedbrain.app.join.JoinModel;
import org.distributedbrain.app.join.TunnelModel;
import org.distributedbrain.app.leaderboard.LeaderboardModel;
import org.distributedbrain.app.live.SnapshotFeed;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.overview.OverviewModel;
import org.distributedbrain.app.preferences.JobDefaults;
import org.distributedbrain.app.preferences.ServerSettingsModel;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.stream.StreamModel;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.app.submit.SubmitModel;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.workers.LocalWorkerModel;
import org.distributedbrain.app.workers.WorkersModel;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.Totals;

/** Everything the console shows of one running grid. Made off the screen thread, used on it. */
public final class ConsoleModel implements AutoCloseable {
    private final Navigation navigation;
    private final JobDefaults jobDefaults;
    private final ServerSettingsModel serverSettings;
    private final OverviewModel overview;
    private final JoinModel join;
    private final TunnelModel tunnel;
    private final WorkersModel workers;
    private final LocalWorkerModel localWorker;
    private final JobsModel jobs;
    private final HistoryModel history;
    private final LeaderboardModel leaderboard;
    private final FaultsModel faults;
    private final SubmitModel submit;
    private final StreamModel stream;
    private final EfficiencyModel efficiency;
    private final ReadOnlyObjectWrapper<Totals> totals;
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper(this, "trouble", "");
    private final StringProperty notice = new SimpleStringProperty(this, "notice", "");
    private final SnapshotFeed feed;
    private Busyness busyness = new Busyness(0, 0, 0);

    public ConsoleModel(Grid grid, MatrixProbe probe, Tasks tasks, Executor screen, Settings settings) {
        navigation = new Navigation(settings);
        jobDefaults = new JobDefaults(settings);
        serverSettings = new ServerSettingsModel(grid.dataFolder(), tasks);
        overview = new OverviewModel(grid, tasks);
        join = new JoinModel(grid, tasks);
        tunnel = new TunnelModel(grid.tunnel(), tasks, screen, join::refresh);
        workers = new WorkersModel(grid, tasks, notice::set, navigation.settings());
        localWorker = new LocalWorkerModel(grid, tasks, Runtime.getRuntime().availableProcessors(), notice::set);
        jobs = new JobsModel(grid, tasks, this::replay);
        history = new HistoryModel(grid, tasks, ZoneId.systemDefault(), this::openJob, this::replay);
        leaderboard = new LeaderboardModel(grid, tasks, notice::set);
        faults = new FaultsModel(grid, tasks, notice::set);
        submit = new SubmitModel(grid, probe, tasks, job -> openJob(job.id()));
        jobDefaults.verification().subscribe(submit.verification()::set);
        jobDefaults.priority().subscribe(submit.priority()::set);
        jobDefaults.partition().subscribe(submit.partition()::set);
        stream = new StreamModel(grid, tasks);
        efficiency = new EfficiencyModel(this::openJob);
        totals = new ReadOnlyObjectWrapper<>(this, "totals", grid.snapshot().totals());
        feed = new SnapshotFeed(grid, screen, this::show);
    }

    /** What of a snapshot an estimate depends on. */
    private record Busyness(int workers, int unfinished, int completed) {
        static Busyness of(Snapshot snapshot) {
            Totals totals = snapshot.totals();
            return new Busyness(totals.activeWorkers(), totals.jobsInQueue(), totals.jobsCompleted());
        }
    }

    private void show(Snapshot snapshot) {
        totals.set(snapshot.totals());
        trouble.set(snapshot.trouble() == null ? "" : Texts.of("shell.trouble", snapshot.trouble()));
        Busyness now = Busyness.of(snapshot);
        if (!now.equals(busyness)) {
            busyness = now;
            submit.gridChanged();
            history.gridChanged();
        }
        workers.show(snapshot);
        join.show(snapshot.workers());
        localWorker.look();
        leaderboard.show(snapshot.workers());
        faults.show(snapshot);
        jobs.show(snapshot);
        overview.show(snapshot);
        stream.show(snapshot);
        efficiency.show(snapshot);
    }

    public Navigation navigation() {
        return navigation;
    }

    public JobDefaults jobDefaults() {
        return jobDefaults;
    }

    public ServerSettingsModel serverSettings() {
        return serverSettings;
    }

    /** Shows one job in full, now or as soon as a snapshot brings it. */
    public void openJob(JobId job) {
        jobs.reveal(job);
        navigation.open(Section.JOBS);
    }

    /** Fills the form for a new job in as for that one. */
    private void replay(JobView job) {
        submit.fill(job);
        navigation.open(Section.NEW_JOB);
    }

    /** Shows one worker among the others. */
    public void openWorker(WorkerId worker) {
        workers.reveal(worker);
        navigation.open(Section.WORKERS);
    }

    /** Shows one fault in full among the others. */
    public void openFault(FaultView fault) {
        faults.reveal(fault);
        navigation.open(Section.FAULTS);
    }

    public OverviewModel overview() {
        return overview;
    }

    public TunnelModel tunnel() {
        return tunnel;
    }

    public JoinModel join() {
        return join;
    }

    public WorkersModel workers() {
        return workers;
    }

    public LocalWorkerModel localWorker() {
        return localWorker;
    }

    public JobsModel jobs() {
        return jobs;
    }

    public HistoryModel history() {
        return history;
    }

    public LeaderboardModel leaderboard() {
        return leaderboard;
    }

    public FaultsModel faults() {
        return faults;
    }

    public SubmitModel submit() {
        return submit;
    }

    public StreamModel stream() {
        return stream;
    }

    public EfficiencyModel efficiency() {
        return efficiency;
    }

    public ReadOnlyObjectProperty<Totals> totals() {
        return totals.getReadOnlyProperty();
    }

    /** That nothing new is handed out or taken at present, and why; empty when all is well. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    /** One sentence for the whole window, or empty. */
    public StringProperty notice() {
        return notice;
    }

    @Override
    public void close() {
        tunnel.close();
        feed.close();
    }
}
