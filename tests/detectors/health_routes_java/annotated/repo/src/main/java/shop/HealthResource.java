package shop;

import jakarta.ws.rs.*;

@Path("/healthz")
public class HealthResource {
    @GET
    public Response all() {
        return Response.ok().build();
    }

    @GET
    @Path("/live")
    public Response live() {
        return Response.ok("{\"alive\": true}").build();
    }
}
