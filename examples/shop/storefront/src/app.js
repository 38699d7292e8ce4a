import { randomUUID } from "node:crypto";

import cookieSession from "cookie-session";
import express from "express";
import { Histogram, Registry, collectDefaultMetrics } from "prom-client";

import { GatewayError } from "./gateway.js";
import { cartPage, errorPage, orderPage, productsPage } from "./pages.js";

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem}
nav a{margin-right:1rem}.products{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem;padding:0;list-style:none}
.products li{border:1px solid #ccc;border-radius:.5rem;padding:1rem}td{padding-right:1rem}`;

const QUIET = new Set(["/healthz", "/readyz", "/metrics"]);

export function createApp(config, gateway, log) {
  const app = express();
  const state = { stopping: false };
  app.disable("x-powered-by");
  app.set("trust proxy", 1); // the ingress controller ends TLS
  observe(app, log);

  app.get("/healthz", (_request, response) => {
    response.json({ status: "ok", version: config.version });
  });
  app.get("/readyz", (_request, response) => {
    response.status(state.stopping ? 503 : 200).json({ status: state.stopping ? "stopping" : "ok", version: config.version });
  });
  app.get("/style.css", (_request, response) => {
    response.set("Cache-Control", "public, max-age=3600").type("css").send(STYLE);
  });

  app.use(securityHeaders);
  app.use(express.urlencoded({ extended: false, limit: "16kb" }));
  app.use(
    cookieSession({
      name: "shop_session",
      keys: [config.sessionSecret],
      httpOnly: true,
      // With lax, a form on another site cannot post in the customer's name.
      sameSite: "lax",
      secure: config.cookieSecure,
      maxAge: 24 * 3_600_000,
    }),
  );
  shop(app, gateway);
  failures(app, log);
  return { app, state };
}

function securityHeaders(_request, response, next) {
  response.set({
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self' https://checkout.stripe.com; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });
  next();
}

function shop(app, gateway) {
  async function token(request) {
    request.session.token ??= (await gateway.openSession()).token;
    return request.session.token;
  }

  app.get("/", async (_request, response) => {
    response.send(productsPage((await gateway.products()).products));
  });

  app.get("/cart", async (request, response) => {
    if (!request.session.token) {
      response.send(cartPage([], []));
      return;
    }
    const [cart, catalog] = await Promise.all([gateway.cart(request.session.token), gateway.products()]);
    response.send(cartPage(cart.items, catalog.products));
  });

  app.post("/cart", async (request, response) => {
    await gateway.putItem(await token(request), request.body.sku ?? "", Number(request.body.quantity));
    // One checkout of one cart is one order, however often the button is pressed.
    request.session.checkout = randomUUID();
    response.redirect(303, "/cart");
  });

  app.post("/cart/remove", async (request, response) => {
    await gateway.removeItem(await token(request), request.body.sku ?? "");
    request.session.checkout = randomUUID();
    response.redirect(303, "/cart");
  });

  app.post("/checkout", async (request, response) => {
    request.session.checkout ??= randomUUID();
    const order = await gateway
      .placeOrder(await token(request), request.body.email ?? "", request.session.checkout)
      .catch((error) => {
        // A refusal is final; after silence (502) the same key finds an order that was placed all the same.
        if (error.status !== 502) request.session.checkout = randomUUID();
        throw error;
      });
    response.redirect(303, order.payment_url ?? `/orders/${order.id}`);
  });

  app.get("/orders/:id", async (request, response) => {
    response.send(orderPage(await gateway.order(await token(request), request.params.id)));
  });
}

function failures(app, log) {
  app.use((_request, response) => {
    response.status(404).send(errorPage("Not found", "There is no such page."));
  });

  // Express knows an error handler by its four parameters.
  app.use((error, request, response, _next) => {
    if (!(error instanceof GatewayError)) {
      log("error", "request failed", { error: String(error), path: request.path });
      response.status(error.status ?? 500).send(errorPage("Something went wrong", "Please try again."));
      return;
    }
    if (error.status === 401) {
      request.session = null; // the token has expired: begin again
      response.redirect(303, "/");
      return;
    }
    log("warn", error.message, { status: error.status, path: request.path, request_id: request.get("x-request-id") });
    if (error.status < 500) {
      response.status(error.status).send(errorPage("That did not work", error.message));
      return;
    }
    response.status(503).set("Retry-After", "10").send(errorPage("We will be right back", "Please try again in a moment."));
  });
}

function observe(app, log) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer a request.",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });

  app.use((request, response, next) => {
    const started = process.hrtime.bigint();
    response.on("finish", () => {
      const route = request.route?.path ?? "unmatched";
      if (QUIET.has(route)) return;
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      durations.labels(request.method, route, String(response.statusCode)).observe(seconds);
      log("info", "request", {
        method: request.method,
        route,
        status: response.statusCode,
        duration_ms: Math.round(seconds * 1000),
      });
    });
    next();
  });

  app.get("/metrics", async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
}
