package org.distributedbrain.app.shell;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.palette.Command;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.ThemeModel;

/** What can be done from anywhere: every view, the window's actions, every job and worker on the screen. */
final class Commands {
    private final ConsoleModel model;
    private final ThemeModel theme;

    Commands(ConsoleModel model, ThemeModel theme) {
        this.model = model;
        this.theme = theme;
    }

    List<Command> all() {
        List<Command> all = new ArrayList<>();
        String view = Texts.of("palette.view");
        for (Section section : Section.values()) {
            all.add(new Command(
                    section.title(),
                    view,
                    section.shortcut().getDisplayText(),
                    () -> model.navigation().open(section)));
        }
        String action = Texts.of("palette.action");
        all.add(new Command(Texts.of("shell.theme"), action, ConsoleView.THEME.getDisplayText(), theme::toggle));
        all.add(new Command(Texts.of("shell.local"), action, "", () -> {
            boolean on = model.localWorker().on().get();
            model.localWorker().use(!on);
        }));
        String job = Texts.of("palette.job");
        model.jobs()
                .jobs()
                .forEach(
                        row -> all.add(new Command(row.view().get().label(), job, "", () -> model.openJob(row.key()))));
        String worker = Texts.of("palette.worker");
        model.workers()
                .workers()
                .forEach(row ->
                        all.add(new Command(row.view().get().name(), worker, "", () -> model.openWorker(row.key()))));
        return all;
    }
}
