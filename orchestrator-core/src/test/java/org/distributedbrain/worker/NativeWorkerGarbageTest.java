package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an orchestrator sends, the worker lives on: on the same connection where it can, on a new one where it cannot. */
@Timeout(240)
class NativeWorkerGarbageTest {
    private FakeOrchestrator orchestrator;
    private NativeWorker worker;
    private Peer peer;

    @BeforeEach
    void join() throws Exception {
        orchestrator = new FakeOrchestrator();
        NativeWorkerOptions options =
                NativeWorkerOptions.defaults().withThreads(1).withMemoryBytes(1 << 20);
        worker = NativeWorker.start(
                JoinUrl.parse(orchestrator.joinUrl()), options, pause -> {}, new SplittableRandom(1));
        peer = orchestrator.registered().peer();
    }

    @AfterEach
    void end() throws Exception {
        peer.close(4006, "");
        worker.ended().get(60, TimeUnit.SECONDS);
        peer.close();
        orchestrator.close();
        worker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{'type':'dance'}",
                "{'type':'compute_task'}",
                "{'type':'compute_task','task':-1}",
                "{'type':'release_operands','blocks':'all'}",
                "{'type':'cancel_task','task':12345}",
                "{'type':'registration_ack','protocol':1}"
            })
    void text_that_makes_no_sense_is_passed_over(String text) throws Exception {
        peer.text(text);

        assertStillWorks();
    }

    @Test
    void a_task_whose_blocks_contradict_it_is_passed_over() throws Exception {
        peer.text(NativeWorkerTest.task(1, 2, 3, 4, 1, 2).replaceFirst("'cols':4", "'cols':5"));

        assertStillWorks();
    }

    @Test
    void binary_messages_that_are_no_operand_frames_are_passed_over() throws Exception {
        peer.send(true, 2, new byte[0]);
        peer.send(true, 2, new byte[31]);
        peer.send(true, 2, new byte[100_000]);
        byte[] result = Peer.operandFrame(1, 0, new float[1], 0, 1);
        result[4] = 2;
        peer.send(true, 2, result);
        peer.send(true, 2, Peer.operandFrame(-1, 0, new float[1], 0, 1));
        peer.send(true, 2, Peer.operandFrame(77, 0, new float[1], 0, 1));

        assertStillWorks();
    }

    @Test
    void a_gap_in_a_block_fails_its_task() throws Exception {
        peer.text(NativeWorkerTest.task(1, 2, 2, 2, 1, 1));
        peer.send(true, 2, Peer.operandFrame(1, 0, new float[4], 0, 1));
        peer.send(true, 2, Peer.operandFrame(1, 2, new float[4], 2, 2));

        assertThat(peer.message("task_failed").get("message").asString())
                .isEqualTo("Block 1: 2 values came for offset 2 where 1 of 4 were there.");
        assertStillWorks();
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 4})
    void a_frame_of_another_length_than_it_says_fails_its_task(int difference) throws Exception {
        peer.text(NativeWorkerTest.task(1, 2, 2, 2, 1, 1));
        byte[] frame = Peer.operandFrame(1, 0, new float[4], 0, 4);
        peer.send(true, 2, Arrays.copyOf(frame, frame.length + difference));

        assertThat(peer.message("task_failed").get("reason").asString()).isEqualTo("internal");
        assertStillWorks();
    }

    @Test
    void more_values_than_a_block_has_do_not_touch_anything_else() throws Exception {
        peer.text(NativeWorkerTest.task(1, 2, 2, 2, 1, 1));
        peer.send(true, 2, Peer.operandFrame(1, 0, new float[5], 0, 5));

        peer.message("task_failed");
        assertStillWorks();
    }

    @Test
    void messages_may_come_in_fragments_with_pings_in_between() throws Exception {
        byte[] task = NativeWorkerTest.task(1, 1, 2, 1, 1, 2).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        peer.send(false, 1, Arrays.copyOf(task, 20));
        peer.send(true, 10, new byte[3]);
        peer.send(true, 0, Arrays.copyOfRange(task, 20, task.length));
        byte[] frame = Peer.operandFrame(1, 0, new float[] {2, 3}, 0, 2);
        for (int i = 0; i < frame.length; i++) {
            peer.send(i == frame.length - 1, i == 0 ? 2 : 0, new byte[] {frame[i]});
            peer.send(true, 9, new byte[0]);
        }
        peer.send(false, 2, Peer.operandFrame(2, 0, new float[] {5, 7}, 0, 2));
        peer.send(true, 0, new byte[0]);

        while (peer.frame().opcode() != 1) {
            // A pong may have been sent.
        }
        peer.message("task_complete");
        assertThat(peer.result(1, 1, 100)).containsExactly(31);
    }

    @Test
    void text_beyond_the_limit_ends_the_connection_and_it_comes_back() throws Exception {
        peer.send(true, 1, new byte[64 * 1024 + 1]);
        comesBack();
    }

    @Test
    void masked_frames_and_reserved_bits_end_the_connection_and_it_comes_back() throws Exception {
        peer.send(true, 0x41, new byte[0]);
        comesBack();
        peer.send(true, 3, new byte[0]);
        comesBack();
        peer.send(true, 0, new byte[1]);
        comesBack();
        peer.send(true, 9, new byte[126]);
        comesBack();
        peer.send(true, 1, new byte[] {(byte) 0xC3});
        comesBack();
    }

    private void comesBack() throws Exception {
        Peer broken = peer;
        peer = orchestrator.registered().peer();
        broken.close();
        assertStillWorks();
    }

    private void assertStillWorks() throws Exception {
        peer.text(NativeWorkerTest.task(900, 1, 2, 1, 901, 902));
        peer.operand(901, new float[] {2, 3}, 2);
        peer.operand(902, new float[] {5, 7}, 1);
        assertThat(peer.message("task_started").get("task").longValue()).isEqualTo(900);
        peer.message("task_complete");
        assertThat(peer.result(900, 1, 100)).containsExactly(31);
        peer.text("{'type':'release_operands','blocks':[901,902]}");
    }
}
