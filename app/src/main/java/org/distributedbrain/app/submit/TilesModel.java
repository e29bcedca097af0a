package org.distributedbrain.app.submit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.distributedbrain.app.live.Latest;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Parameter;
import org.distributedbrain.kernel.TileKernel.Plan;

/** What is said of a job of a kernel without operands: a text for each of its parameters, and what the kernel makes of them. */
public final class TilesModel {

    /** What the kernel makes of the texts. */
    sealed interface Planned {
        /** It is still looking at them. */
        record Looking() implements Planned {}

        record Bad(String sentence) implements Planned {}

        record Good(Plan plan) implements Planned {}
    }

    private final ObjectProperty<TileKernel> kernel =
            new SimpleObjectProperty<>(this, "kernel", Kernels.ALL.getFirst());
    private final Map<TileKernel, Map<String, StringProperty>> texts = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Planned> planned =
            new ReadOnlyObjectWrapper<>(this, "planned", new Planned.Looking());
    private final Latest<Plan> plans;
    private boolean wanted;

    TilesModel(Tasks tasks) {
        plans = new Latest<>(
                tasks,
                "plan",
                plan -> planned.set(new Planned.Good(plan)),
                sentence -> planned.set(new Planned.Bad(sentence)));
        for (TileKernel each : Kernels.ALL) {
            Map<String, StringProperty> fields = new LinkedHashMap<>();
            for (Parameter parameter : each.parameters()) {
                StringProperty text = new SimpleStringProperty(
                        this, parameter.name(), parameter.fallback() == null ? "" : parameter.fallback());
                text.addListener(o -> changed());
                fields.put(parameter.name(), text);
            }
            texts.put(each, fields);
        }
        kernel.addListener(o -> changed());
    }

    public List<TileKernel> kernels() {
        return Kernels.ALL;
    }

    public ObjectProperty<TileKernel> kernel() {
        return kernel;
    }

    /** The text of one of the kernel's parameters. */
    public StringProperty text(TileKernel of, String parameter) {
        return Objects.requireNonNull(fields(of).get(parameter), parameter);
    }

    ReadOnlyObjectProperty<Planned> planned() {
        return planned.getReadOnlyProperty();
    }

    private void changed() {
        if (wanted) {
            look();
        }
    }

    /** Lets the kernel read the texts, now and whenever they change; away from the screen thread, for it may try out some of the work. */
    void look() {
        wanted = true;
        TileKernel now = kernel.get();
        Map<String, String> given = given(now);
        planned.set(new Planned.Looking());
        plans.ask(() -> now.plan(given));
    }

    /** Every text as it is given, the others as they are at first. */
    void fill(TileKernel of, Map<String, String> given) {
        wanted = false; // looked at once, when all of them are there
        for (Parameter parameter : of.parameters()) {
            String fallback = parameter.fallback() == null ? "" : parameter.fallback();
            text(of, parameter.name()).set(given.getOrDefault(parameter.name(), fallback));
        }
        kernel.set(of);
        look();
    }

    /** What was typed; what is blank is left to the kernel. */
    Map<String, String> given(TileKernel of) {
        Map<String, String> given = new LinkedHashMap<>();
        fields(of).forEach((name, text) -> {
            if (!text.get().isBlank()) {
                given.put(name, text.get());
            }
        });
        return given;
    }

    private Map<String, StringProperty> fields(TileKernel of) {
        return texts.getOrDefault(of, Map.of());
    }
}
