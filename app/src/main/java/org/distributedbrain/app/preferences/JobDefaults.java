package org.distributedbrain.app.preferences;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;

/** How a new job begins unless something else is chosen in its form. Remembered. */
public final class JobDefaults {
    private final ObjectProperty<Verification> verification;
    private final ObjectProperty<Priority> priority;
    private final ObjectProperty<Partition> partition;

    public JobDefaults(Settings settings) {
        verification = new SimpleObjectProperty<>(
                this,
                "verification",
                settings.get("job.verification")
                        .map(JobDefaults::verification)
                        .orElse(JobOptions.DEFAULT.verification()));
        priority = new SimpleObjectProperty<>(
                this, "priority", choice(settings, "job.priority", JobOptions.DEFAULT.priority()));
        partition = new SimpleObjectProperty<>(
                this, "partition", choice(settings, "job.partition", JobOptions.DEFAULT.partition()));
        verification.addListener((o, before, now) -> settings.put("job.verification", now.word()));
        priority.addListener((o, before, now) -> settings.put("job.priority", word(now)));
        partition.addListener((o, before, now) -> settings.put("job.partition", word(now)));
    }

    /** Of products; other kernels have their own usual way. */
    public ObjectProperty<Verification> verification() {
        return verification;
    }

    public ObjectProperty<Priority> priority() {
        return priority;
    }

    public ObjectProperty<Partition> partition() {
        return partition;
    }

    private static Verification verification(String word) {
        return switch (word) {
            case "cpu" -> Verification.CPU;
            case "none" -> Verification.NONE;
            default -> JobOptions.DEFAULT.verification();
        };
    }

    /** A word that is no choice any more is as good as none. */
    private static <T extends Enum<T>> T choice(Settings settings, String key, T usual) {
        String word = settings.get(key).orElse("");
        for (T each : usual.getDeclaringClass().getEnumConstants()) {
            if (word(each).equals(word)) {
                return each;
            }
        }
        return usual;
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
