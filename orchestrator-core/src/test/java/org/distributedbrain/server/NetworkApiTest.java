package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The registry of devices over HTTP, as a program uses it. */
class NetworkApiTest {
    private static final String LAPTOP = "{\"device_name\":\"Anna's laptop\",\"device_type\":\"laptop\",\"ram_gb\":16,"
            + "\"cpu_cores\":8,\"storage_gb\":512}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Orchestrator grid;
    private String token = "";

    @BeforeEach
    void open() throws Exception {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0));
        token = Files.readString(folder.resolve("operator.token")).strip();
    }

    @AfterEach
    void close() {
        grid.close();
        client.close();
    }

    @Test
    void a_device_belongs_to_the_token_that_it_was_registered_with() throws Exception {
        String operators = token;
        String path = "/api/v1/network/devices/"
                + json(register(LAPTOP)).path("data").path("id").asString();
        token = json(post("/api/v1/tokens", "{\"name\":\"lab\",\"scope\":\"submit\"}"))
                .path("secret")
                .asString();
        assertThat(post(path + "/heartbeat").statusCode()).isEqualTo(404);
        String own = "/api/v1/network/devices/"
                + json(register(LAPTOP)).path("data").path("id").asString();
        assertThat(own).isNotEqualTo(path);
        assertThat(post(own + "/heartbeat").statusCode()).isEqualTo(200);
        token = operators;
        assertThat(post(own + "/heartbeat").statusCode()).isEqualTo(404);
    }

    @Test
    void a_device_is_registered_seen_and_deactivated() throws Exception {
        JsonNode device = json(register(LAPTOP)).path("data");
        assertThat(device.path("compute_score").asDouble()).isEqualTo(16 * 2 + 8 * 5 + 512 * 0.05);
        assertThat(device.path("is_active").asBoolean()).isTrue();
        String path = "/api/v1/network/devices/" + device.path("id").asString();
        assertThat(post(path + "/heartbeat").statusCode()).isEqualTo(200);
        JsonNode off = json(post(path + "/deactivate")).path("data");
        assertThat(off.path("is_active").asBoolean()).isFalse();
        HttpResponse<String> unknown = post("/api/v1/network/devices/nobody/heartbeat");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).path("detail").asString()).contains("register it with POST");
    }

    @Test
    void anyone_sees_what_all_have_together_in_the_usual_shape_and_nothing_else() throws Exception {
        register(LAPTOP);
        register(LAPTOP.replace("laptop", "phone"));
        HttpResponse<String> stats = client.send(
                HttpRequest.newBuilder(grid.url().resolve("/api/v1/network/stats"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(stats.statusCode()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(stats.body()))
                .isEqualTo(Json.MAPPER.readTree(
                        "{\"success\":true,\"data\":{\"active_nodes\":2,\"total_ram_gb\":32.0,\"total_cpu_cores\":16,"
                                + "\"total_storage_gb\":1024.0,\"total_compute_score\":195.2}}"));
        assertThat(client.send(
                                HttpRequest.newBuilder(grid.url().resolve("/api/v1/network/devices"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_list_is_paged() throws Exception {
        for (char name = 'a'; name <= 'e'; name++) {
            register(LAPTOP.replace("Anna's", String.valueOf(name)));
        }
        JsonNode first = json(send(request("/api/v1/network/devices?limit=3")));
        assertThat(first.path("data").size()).isEqualTo(3);
        JsonNode rest = json(send(request(
                "/api/v1/network/devices?limit=3&after=" + first.path("next").asString())));
        assertThat(rest.path("data").size()).isEqualTo(2);
        assertThat(rest.path("data").path(1).path("device_name").asString()).isEqualTo("e laptop");
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void what_cannot_be_is_refused_with_a_sentence() throws Exception {
        refused(LAPTOP.replace("\"laptop\"", "\"toaster\""), "use phone, laptop, desktop, server");
        refused(LAPTOP.replace(":16,", ":-1,"), "ram_gb=-1.0 is not possible");
        refused(LAPTOP.replace(":8,", ":1.5,"), "cpu_cores must be a whole number, not 1.5");
        refused(LAPTOP.replace(":8,", ":1e99,"), "cpu_cores must be a whole number");
        refused(LAPTOP.replace("ram_gb", "ram"), "The field 'ram' is unknown here");
        refused("{\"device_type\":\"phone\"}", "device_name is missing");
        refused("[]", "must be a JSON object that describes a device");
    }

    private void refused(String body, String sentence) throws Exception {
        HttpResponse<String> answer = register(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(json(answer).path("detail").asString()).contains(sentence);
    }

    private HttpResponse<String> register(String body) throws Exception {
        return post("/api/v1/network/devices/register", body);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path) throws Exception {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(grid.url().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }
}
