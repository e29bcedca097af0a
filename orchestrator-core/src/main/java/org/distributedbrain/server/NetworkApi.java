package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.PUBLIC;
import static org.distributedbrain.server.Scope.READ;
import static org.distributedbrain.server.Scope.SUBMIT;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.publish.DeviceView;
import org.distributedbrain.server.api.DeviceDocument;
import org.distributedbrain.server.api.NetworkDocument;

/** The registry of devices over HTTP. Its documents are wrapped as programs that use such a registry expect them. */
public final class NetworkApi implements Extension {
    private static final Paging PAGE = new Paging(50, 1000);
    private static final Parameter ID = Parameter.path("id", Schema.text(), "The device's id");
    private static final String NONE = "There is no such device of yours";

    private final DeviceRegistry devices;

    public NetworkApi(DeviceRegistry devices) {
        this.devices = devices;
    }

    @Override
    public List<RouteGroup> routes() {
        return List.of(RouteGroup.of(
                "Network",
                "The registry of devices: those that programs register, and those that joined as workers.",
                Route.get("/api/v1/network/stats", PUBLIC, "What all active devices have together", this::stats)
                        .answers(200, NetworkDocument.class),
                Route.post("/api/v1/network/devices/register", SUBMIT, "Registers a device", this::register)
                        .body(Content.json(DeviceRequest.class))
                        .answers(200, DeviceDocument.Answer.class),
                Route.post(
                                "/api/v1/network/devices/{id}/heartbeat",
                                SUBMIT,
                                "Says that a device is there; one that is silent for 5 minutes is not counted",
                                ctx -> change(ctx, devices.seen(owner(ctx), ctx.pathParam("id"))))
                        .takes(ID)
                        .answers(200, DeviceDocument.Answer.class)
                        .answers(404, NONE),
                Route.post(
                                "/api/v1/network/devices/{id}/deactivate",
                                SUBMIT,
                                "Says that a device is not to be counted any more",
                                ctx -> change(ctx, devices.deactivate(owner(ctx), ctx.pathParam("id"))))
                        .takes(ID)
                        .answers(200, DeviceDocument.Answer.class)
                        .answers(404, NONE),
                Route.get("/api/v1/network/devices", READ, "The devices, in the order of their names", this::list)
                        .takes(PAGE.parameters())
                        .answers(200, DeviceDocument.Page.class)));
    }

    private static String owner(Context ctx) {
        return Principal.of(ctx).name();
    }

    private void stats(Context ctx) {
        Reply.json(ctx, NetworkDocument.of(devices.totals()));
    }

    private void register(Context ctx) {
        var spec = DeviceRequest.parse(ctx.bodyAsBytes());
        Reply.json(ctx, new DeviceDocument.Answer(true, DeviceDocument.of(devices.register(owner(ctx), spec))));
    }

    private static void change(Context ctx, Optional<DeviceView> device) {
        var changed = device.orElseThrow(() -> new Problem(
                404, NONE + ": register it with POST /api/v1/network/devices/register, whose answer has its id."));
        Reply.json(ctx, new DeviceDocument.Answer(true, DeviceDocument.of(changed)));
    }

    private void list(Context ctx) {
        var limit = PAGE.limit(ctx);
        var page = devices.devices(null, ctx.queryParam("after"), limit);
        Reply.json(
                ctx,
                new DeviceDocument.Page(
                        true,
                        page.stream().map(DeviceDocument::of).toList(),
                        page.size() < limit ? null : page.getLast().id()));
    }
}
