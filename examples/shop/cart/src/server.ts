import Fastify, { LogController, type FastifyInstance } from "fastify";
import { Histogram, Registry, collectDefaultMetrics } from "prom-client";

import type { CartStore } from "./store.js";

export interface ServerOptions {
  version: string;
  logLevel: string;
}

interface ItemRoute {
  Params: { sku: string };
  Body: { quantity: number };
}

const MOST_LINES = 50;
const QUIET = new Set(["/healthz", "/readyz", "/metrics"]);

const sku = { type: "string", pattern: "^[A-Z0-9-]{2,32}$" };

export function createServer(store: CartStore, options: ServerOptions): FastifyInstance {
  const server = Fastify({
    logger: {
      level: options.logLevel,
      base: { service: "cart" },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    // One line per request, written below, instead of Fastify's two.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    requestIdHeader: "x-request-id",
    bodyLimit: 16 * 1024,
  });
  observe(server);
  probes(server, store, options.version);
  carts(server, store);
  return server;
}

function probes(server: FastifyInstance, store: CartStore, version: string): void {
  server.get("/healthz", async () => ({ status: "ok", version }));

  server.get("/readyz", async (request, reply) => {
    try {
      await store.ping();
      return { status: "ok", redis: "ok", version };
    } catch (error) {
      request.log.error({ err: error }, "not ready: redis unreachable");
      return reply.code(503).send({ status: "unavailable", redis: "unreachable", version });
    }
  });
}

function carts(server: FastifyInstance, store: CartStore): void {
  server.register(async (routes) => {
    routes.decorateRequest("customer", "");

    routes.addHook("onRequest", async (request, reply) => {
      const customer = request.headers["x-customer-id"];
      if (typeof customer !== "string" || !/^[0-9a-f]{32}$/.test(customer)) {
        return reply.code(400).send({ error: "X-Customer-Id is needed" });
      }
      request.customer = customer;
    });

    routes.setErrorHandler((error: Error & { validation?: unknown }, request, reply) => {
      if (error.validation) {
        return reply.code(400).send({ error: error.message });
      }
      request.log.error({ err: error }, "request failed");
      return reply.code(503).send({ error: "cart store unavailable" });
    });

    routes.get("/v1/cart", async (request) => ({ items: await store.items(request.customer) }));

    routes.delete("/v1/cart", async (request, reply) => {
      await store.clear(request.customer);
      return reply.code(204).send();
    });

    routes.put<ItemRoute>(
      "/v1/cart/items/:sku",
      {
        schema: {
          params: { type: "object", properties: { sku } },
          body: {
            type: "object",
            required: ["quantity"],
            properties: { quantity: { type: "integer", minimum: 1, maximum: 99 } },
          },
        },
      },
      async (request, reply) => {
        const items = await store.items(request.customer);
        if (items.length >= MOST_LINES && !items.some((item) => item.sku === request.params.sku)) {
          return reply.code(409).send({ error: `a cart holds at most ${MOST_LINES} different products` });
        }
        await store.put(request.customer, request.params.sku, request.body.quantity);
        return { items: await store.items(request.customer) };
      },
    );

    routes.delete<{ Params: { sku: string } }>(
      "/v1/cart/items/:sku",
      { schema: { params: { type: "object", properties: { sku } } } },
      async (request) => {
        await store.remove(request.customer, request.params.sku);
        return { items: await store.items(request.customer) };
      },
    );
  });
}

function observe(server: FastifyInstance): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer a request.",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });

  server.get("/metrics", async (_request, reply) => {
    reply.header("Content-Type", registry.contentType);
    return registry.metrics();
  });

  server.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unmatched";
    if (QUIET.has(route)) {
      return;
    }
    const seconds = reply.elapsedTime / 1000;
    durations.labels(request.method, route, String(reply.statusCode)).observe(seconds);
    const line = { method: request.method, route, status: reply.statusCode, duration_ms: Math.round(reply.elapsedTime) };
    request.log.info(line, "request");
  });
}

declare module "fastify" {
  interface FastifyRequest {
    customer: string;
  }
}
