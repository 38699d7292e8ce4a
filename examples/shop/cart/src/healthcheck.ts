/** Exits 0 when the service in this container is alive. */

const response = await fetch(`http://127.0.0.1:${process.env.PORT ?? 8082}/healthz`, {
  signal: AbortSignal.timeout(2000),
}).catch(() => undefined);

process.exit(response?.ok ? 0 : 1);
