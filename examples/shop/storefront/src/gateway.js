/** The gateway did not do what was asked: it was unreachable (status 502) or answered with an error. */
export class GatewayError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** A client of the gateway's public API. `fetch` is a parameter so that tests need no network. */
export function createGateway(baseUrl, timeoutMs, fetch = globalThis.fetch) {
  async function call(method, path, { token, body, requestId, headers = {} } = {}) {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        Accept: "application/json",
        ...(body && { "Content-Type": "application/json" }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(requestId && { "X-Request-Id": requestId }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error) => {
      throw new GatewayError(502, `gateway unreachable: ${error.name}`);
    });
    if (response.status === 204) {
      return undefined;
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new GatewayError(response.status, answer.error ?? `gateway answered ${response.status}`);
    }
    return answer;
  }

  return {
    openSession: () => call("POST", "/sessions"),
    products: () => call("GET", "/products"),
    cart: (token) => call("GET", "/cart", { token }),
    putItem: (token, sku, quantity) =>
      call("PUT", `/cart/items/${encodeURIComponent(sku)}`, { token, body: { quantity } }),
    removeItem: (token, sku) => call("DELETE", `/cart/items/${encodeURIComponent(sku)}`, { token }),
    placeOrder: (token, email, idempotencyKey) =>
      call("POST", "/orders", { token, body: { email }, headers: { "Idempotency-Key": idempotencyKey } }),
    order: (token, id) => call("GET", `/orders/${encodeURIComponent(id)}`, { token }),
  };
}
