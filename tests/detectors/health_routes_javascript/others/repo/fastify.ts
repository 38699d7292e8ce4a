import Fastify, { type FastifyInstance } from "fastify";

const server = Fastify();

server.get("/readyz", async () => ({ ready: true }));
server.route({
  method: "GET",
  url: "/healthz",
  handler: async (request, reply) => reply.send({ status: "ok" }),
});
server.register(plugin, { prefix: "/internal" });

async function plugin(routes: FastifyInstance) {
  routes.get("/metrics", async (_request, reply) => reply.type("text/plain").send("up 1"));
}
