import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { createApp } from "../src/app.js";
import { readConfig } from "../src/config.js";
import { GatewayError, createGateway } from "../src/gateway.js";
import { productsPage } from "../src/pages.js";

const config = {
  version: "1.2.3",
  sessionSecret: "only used in these tests, 32 bytes long",
  cookieSecure: false,
};
const MUG = { sku: "MUG-01", name: "Enamel <mug>", description: "", price_cents: 1450, currency: "usd", stock: 3 };

describe("storefront", () => {
  let gateway;
  let calls;
  let server;
  let base;

  const { app, state } = createApp(
    config,
    new Proxy({}, { get: (_target, name) => (...args) => gateway[name](...args) }),
    () => undefined,
  );

  before(async () => {
    server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    base = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  beforeEach(() => {
    calls = [];
    state.stopping = false;
    gateway = {
      openSession: async () => ({ token: "token-1" }),
      products: async () => ({ products: [MUG] }),
      cart: async () => ({ items: [{ sku: "MUG-01", quantity: 2 }] }),
      putItem: async (...args) => void calls.push(args),
      placeOrder: async (...args) => {
        calls.push(args);
        return { id: "o-1", payment_url: "https://checkout.stripe.com/c/pay/cs_1" };
      },
      order: async (_token, id) => ({ id, status: "paid", lines: [], total_cents: 2900, currency: "usd" }),
    };
  });

  const get = (path, cookie) => fetch(base + path, { redirect: "manual", headers: cookie ? { cookie } : {} });
  const post = (path, fields, cookie) =>
    fetch(base + path, {
      method: "POST",
      redirect: "manual",
      headers: cookie ? { cookie } : {},
      body: new URLSearchParams(fields),
    });
  const cookieOf = (response) =>
    response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");

  test("is alive, and not ready while it stops", async () => {
    assert.deepEqual(await (await get("/healthz")).json(), { status: "ok", version: "1.2.3" });
    assert.equal((await get("/readyz")).status, 200);
    state.stopping = true;
    assert.equal((await get("/readyz")).status, 503);
  });

  test("shows products, escaped", async () => {
    const body = await (await get("/")).text();
    assert.match(body, /Enamel &lt;mug&gt;/);
    assert.match(body, /\$14\.50/);
  });

  test("adds to the cart and checks out once per cart", async () => {
    const added = await post("/cart", { sku: "MUG-01", quantity: "2" });
    assert.equal(added.status, 303);
    assert.deepEqual(calls.pop(), ["token-1", "MUG-01", 2]);
    const cookie = cookieOf(added);

    const first = await post("/checkout", { email: "a@example.com" }, cookie);
    assert.equal(first.headers.get("location"), "https://checkout.stripe.com/c/pay/cs_1");
    await post("/checkout", { email: "a@example.com" }, cookie);
    assert.equal(calls[0][2], calls[1][2], "the same idempotency key");
  });

  test("the session cookie is signed and out of reach of scripts", async () => {
    const response = await post("/cart", { sku: "MUG-01", quantity: "1" });
    const cookies = response.headers.getSetCookie();
    assert.ok(cookies.some((line) => line.startsWith("shop_session.sig=")));
    assert.ok(cookies.every((line) => /httponly/i.test(line) && /samesite=lax/i.test(line)));
    const forged = cookieOf(response).replace(/shop_session=[^;]*/, "shop_session=eyJ0b2tlbiI6ImV2aWwifQ==");
    assert.match(await (await get("/cart", forged)).text(), /cart is empty/);
  });

  test("says so when the gateway is away", async () => {
    gateway.products = async () => {
      throw new GatewayError(502, "gateway unreachable: TypeError");
    };
    const response = await get("/");
    assert.equal(response.status, 503);
    assert.match(await response.text(), /right back/);
  });

  test("begins again when the token has expired", async () => {
    const cookie = cookieOf(await post("/cart", { sku: "MUG-01", quantity: "1" }));
    gateway.cart = async () => {
      throw new GatewayError(401, "a valid session token is needed");
    };
    const response = await get("/cart", cookie);
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/");
  });

  test("unknown pages are 404 and counted as one route", async () => {
    assert.equal((await get("/nope")).status, 404);
    assert.match(await (await get("/metrics")).text(), /route="unmatched",status="404"/);
  });
});

test("gateway client names the failure", async () => {
  const away = createGateway("http://gateway", 100, async () => {
    throw new TypeError("fetch failed");
  });
  await assert.rejects(away.products(), { status: 502, message: "gateway unreachable: TypeError" });

  const refusing = createGateway("http://gateway", 100, async () => Response.json({ error: "insufficient stock" }, { status: 409 }));
  await assert.rejects(refusing.placeOrder("t", "a@example.com", "k"), { status: 409, message: "insufficient stock" });
});

test("sold out products cannot be added", () => {
  assert.match(productsPage([{ ...MUG, stock: 0 }]), /<button disabled>Sold out/);
});

test("configuration names what is wrong", () => {
  assert.throws(() => readConfig({}), /SESSION_SECRET must have at least 32 characters/);
});
