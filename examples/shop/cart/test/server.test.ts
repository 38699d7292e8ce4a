import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { readConfig } from "../src/config.js";
import { createServer } from "../src/server.js";
import type { CartStore, Item } from "../src/store.js";

const CUSTOMER = "0123456789abcdef0123456789abcdef";
const headers = { "x-customer-id": CUSTOMER };

class MemoryStore implements CartStore {
  down = false;
  carts = new Map<string, Map<string, number>>();

  async ping(): Promise<void> {
    if (this.down) throw new Error("connection refused");
  }

  async items(customer: string): Promise<Item[]> {
    await this.ping();
    return [...(this.carts.get(customer) ?? [])].map(([sku, quantity]) => ({ sku, quantity }));
  }

  async put(customer: string, sku: string, quantity: number): Promise<void> {
    this.carts.set(customer, (this.carts.get(customer) ?? new Map()).set(sku, quantity));
  }

  async remove(customer: string, sku: string): Promise<void> {
    this.carts.get(customer)?.delete(sku);
  }

  async clear(customer: string): Promise<void> {
    this.carts.delete(customer);
  }

  async clearIdle(): Promise<number> {
    return 0;
  }
}

describe("cart", () => {
  let store: MemoryStore;
  let server: ReturnType<typeof createServer>;

  beforeEach(() => {
    store = new MemoryStore();
    server = createServer(store, { version: "1.2.3", logLevel: "silent" });
  });

  const put = (sku: string, quantity: unknown) =>
    server.inject({ method: "PUT", url: `/v1/cart/items/${sku}`, headers, payload: { quantity } });

  test("is alive and says its version", async () => {
    const response = await server.inject("/healthz");
    assert.deepEqual(response.json(), { status: "ok", version: "1.2.3" });
  });

  test("is ready while redis answers", async () => {
    assert.equal((await server.inject("/readyz")).statusCode, 200);
    store.down = true;
    const response = await server.inject("/readyz");
    assert.equal(response.statusCode, 503);
    assert.deepEqual(response.json(), { status: "unavailable", redis: "unreachable", version: "1.2.3" });
    assert.equal((await server.inject("/healthz")).statusCode, 200);
  });

  test("keeps items", async () => {
    await put("MUG-01", 2);
    await put("MUG-01", 3);
    const response = await server.inject({ url: "/v1/cart", headers });
    assert.deepEqual(response.json(), { items: [{ sku: "MUG-01", quantity: 3 }] });
  });

  test("removes an item and empties the cart", async () => {
    await put("MUG-01", 1);
    await put("POT-02", 1);
    const removed = await server.inject({ method: "DELETE", url: "/v1/cart/items/MUG-01", headers });
    assert.deepEqual(removed.json(), { items: [{ sku: "POT-02", quantity: 1 }] });
    assert.equal((await server.inject({ method: "DELETE", url: "/v1/cart", headers })).statusCode, 204);
    assert.deepEqual((await server.inject({ url: "/v1/cart", headers })).json(), { items: [] });
  });

  test("refuses bad input", async () => {
    for (const quantity of [0, -1, 100, 1.5, "many"]) {
      assert.equal((await put("MUG-01", quantity)).statusCode, 400, String(quantity));
    }
    assert.equal((await put("not a sku", 1)).statusCode, 400);
    assert.equal((await server.inject("/v1/cart")).statusCode, 400);
  });

  test("holds at most fifty different products", async () => {
    for (let n = 10; n < 60; n += 1) await put(`SKU-${n}`, 1);
    assert.equal((await put("SKU-99", 1)).statusCode, 409);
    assert.equal((await put("SKU-10", 2)).statusCode, 200);
  });

  test("answers 503 when redis is away", async () => {
    store.down = true;
    const response = await server.inject({ url: "/v1/cart", headers });
    assert.equal(response.statusCode, 503);
    assert.deepEqual(response.json(), { error: "cart store unavailable" });
  });

  test("measures routes, not paths, and not its own probes", async () => {
    await put("MUG-01", 1);
    await server.inject("/healthz");
    const { body } = await server.inject("/metrics");
    assert.match(body, /http_request_duration_seconds_count\{method="PUT",route="\/v1\/cart\/items\/:sku",status="200"\} 1/);
    assert.doesNotMatch(body, /route="\/healthz"/);
  });
});

test("configuration names what is wrong", () => {
  assert.equal(readConfig({}).port, 8082);
  assert.throws(() => readConfig({ CART_MAX_IDLE_HOURS: "soon" }), /CART_MAX_IDLE_HOURS must be a whole number/);
});
