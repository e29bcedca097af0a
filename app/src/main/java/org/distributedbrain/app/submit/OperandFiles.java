package org.distributedbrain.app.submit;

import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.Operand;
import org.distributedbrain.matrix.MatrixInfo;

/** The two files of a product, and what looking into them brings: the shape first, which decides what can be run, then the values. */
final class OperandFiles {
    private final MatrixProbe probe;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Slot> a = new ReadOnlyObjectWrapper<>(this, "a", new Slot.Empty());
    private final ReadOnlyObjectWrapper<Slot> b = new ReadOnlyObjectWrapper<>(this, "b", new Slot.Empty());

    OperandFiles(MatrixProbe probe, Tasks tasks) {
        this.probe = probe;
        this.tasks = tasks;
    }

    ReadOnlyObjectProperty<Slot> slot(Operand operand) {
        return wrapper(operand).getReadOnlyProperty();
    }

    void choose(Operand operand, Path file) {
        ReadOnlyObjectWrapper<Slot> slot = wrapper(operand);
        Slot reading = new Slot.Reading(file);
        slot.set(reading);
        tasks.run(
                "describe",
                () -> probe.describe(file),
                shape -> {
                    Slot described = new Slot.Ready(file, shape, null);
                    if (replace(slot, reading, described)) {
                        preview(slot, described, file, shape);
                    }
                },
                sentence -> replace(slot, reading, new Slot.Bad(file, sentence)));
    }

    private void preview(ReadOnlyObjectWrapper<Slot> slot, Slot described, Path file, MatrixInfo shape) {
        tasks.run(
                "preview",
                () -> probe.preview(file),
                seen -> replace(slot, described, new Slot.Ready(file, shape, seen)),
                sentence -> replace(slot, described, new Slot.Bad(file, sentence)));
    }

    void clear(Operand operand) {
        wrapper(operand).set(new Slot.Empty());
    }

    private ReadOnlyObjectWrapper<Slot> wrapper(Operand operand) {
        return switch (operand) {
            case A -> a;
            case B -> b;
        };
    }

    /** Unless another file was chosen in the meantime. */
    private static boolean replace(ReadOnlyObjectWrapper<Slot> slot, Slot before, Slot outcome) {
        boolean still = slot.get() == before;
        if (still) {
            slot.set(outcome);
        }
        return still;
    }
}
