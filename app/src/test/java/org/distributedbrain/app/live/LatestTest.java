package org.distributedbrain.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LatestTest {
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Latest<String> latest = new Latest<>(new Held(), "question", told::add, why -> told.add("! " + why));

    /** Answers when it is told to. */
    private final class Held implements Tasks {
        @Override
        public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<String> failed) {
            underWay.add(() -> {
                try {
                    done.accept(work.call());
                } catch (Exception e) {
                    failed.accept(String.valueOf(e.getMessage()));
                }
            });
        }
    }

    @Test
    void of_questions_that_come_while_one_is_asked_only_the_last_is_asked_and_answered() {
        latest.ask(() -> "one");
        latest.ask(() -> "two");
        latest.ask(() -> "three");
        assertThat(underWay).hasSize(1);
        underWay.remove().run();
        assertThat(told).isEmpty();
        underWay.remove().run();
        assertThat(told).containsExactly("three");
        assertThat(underWay).isEmpty();
    }

    @Test
    void what_is_forgotten_is_told_to_nobody_and_the_next_question_is_answered() {
        latest.ask(() -> "one");
        latest.forget();
        underWay.remove().run();
        latest.ask(() -> "two");
        underWay.remove().run();
        assertThat(told).containsExactly("two");
    }

    @Test
    void a_question_without_an_answer_says_why() {
        latest.ask(() -> {
            throw new IllegalStateException("no");
        });
        underWay.remove().run();
        assertThat(told).containsExactly("! no");
    }
}
