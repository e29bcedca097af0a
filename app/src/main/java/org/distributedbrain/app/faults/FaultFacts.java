package org.distributedbrain.app.faults;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.FactList.Fact;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.FaultView;

/** What is known of one fault, name by name. */
final class FaultFacts {
    private FaultFacts() {}

    static List<Fact> of(FaultView fault, ZoneId zone) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("noticed", Figures.clock(fault.at(), zone), FaultText.exact(fault, zone)));
        facts.add(fact("worker", fault.workerName(), fault.worker().value()));
        JobId job = fault.job();
        if (job != null) {
            String id = job.value();
            facts.add(fact("job", id.substring(0, Math.min(8, id.length())), id));
        }
        if (fault.chunk() != null) {
            facts.add(fact("chunk", Figures.whole(fault.chunk()), Texts.of("faults.fact.chunk")));
        }
        facts.add(fact("done", fault.action(), Texts.of("faults.fact.done")));
        facts.add(fact("took", FaultText.took(fault), Texts.of("faults.fact.took.tip")));
        return facts;
    }

    private static Fact fact(String key, String value, String meaning) {
        return new Fact(Texts.of("faults.fact." + key), value, meaning);
    }
}
