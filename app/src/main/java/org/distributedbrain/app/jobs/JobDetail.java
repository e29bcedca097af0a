package org.distributedbrain.app.jobs;

import java.time.ZoneId;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.tiles.TileMapPane;
import org.distributedbrain.publish.JobView;

/** The selected job in full: what it is and what can be done with it, above its summary, its tiles and its result. */
final class JobDetail extends VBox {
    private final JobsModel model;
    private final ObservableValue<JobView> job;

    JobDetail(JobsModel model, FileDialogs dialogs) {
        this.model = model;
        this.job = model.selected().flatMap(Row::view);
        getStyleClass().add("job-detail");
        setMinHeight(120);
        setMinWidth(0);

        TabPane tabs = new TabPane(
                tab(Texts.of("jobs.tab.summary"), "tab-summary", scrolled(new JobSummary(model, job))),
                tab(Texts.of("jobs.tab.tiles"), "tab-tiles", padded(new TileMapPane(model.tiles()))),
                tab(Texts.of("jobs.tab.result"), "tab-result", padded(new ResultLook(model, job))));
        tabs.getStyleClass().add("dense");
        tabs.setId("job-tabs");
        tabs.setAccessibleText(Texts.of("jobs.tabs"));
        tabs.setMinHeight(0);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        getChildren().setAll(head(dialogs), tabs);
    }

    private VBox head(FileDialogs dialogs) {
        Label state = Parts.label(job.map(JobText::stateOf), "job-state", "job-chip");
        Parts.style(state, job.map(JobText::stateStyle));
        Label submitted = Parts.label(job.map(j -> JobText.submitted(j, ZoneId.systemDefault())), "muted", "small");
        Parts.tip(submitted, job.map(j -> Figures.exact(j.submittedAt(), ZoneId.systemDefault())));
        Label size = Parts.label(job.map(JobText::size), "muted", "small");
        FlowPane facts = new FlowPane(10, 4, state, size, submitted);
        Label title = Parts.label(job.map(JobView::label), "detail-title");
        title.setMinWidth(0);
        Parts.tip(title, job.map(JobView::label));
        VBox head = new VBox(title, facts, new JobActions(model, job, dialogs));
        head.getStyleClass().add("detail-head");
        head.setMinHeight(USE_PREF_SIZE);
        return head;
    }

    private static Tab tab(String name, String id, Node content) {
        Tab tab = new Tab(name, content);
        tab.setId(id);
        tab.setClosable(false);
        return tab;
    }

    private static ScrollPane scrolled(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.getStyleClass().add("detail-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setAccessibleText(Texts.of("jobs.tab.summary"));
        return scroll;
    }

    /** One that fills what there is, and scrolls below its least height. */
    private static ScrollPane padded(VBox content) {
        content.getStyleClass().add("detail-body");
        content.setMinHeight(300);
        ScrollPane scroll = scrolled(content);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        return scroll;
    }
}
