const key = process.env.STRIPE_KEY;
if (!key) {
  throw new Error("STRIPE_KEY is missing");
}

if (!process.env.QUEUE || !process.env.TOPIC) throw new Error("queue and topic are needed");

const bucket = process.env.BUCKET;
if (bucket === undefined) {
  console.error("BUCKET is missing");
  process.exit(1);
}

const secret = process.env.COOKIE_SECRET ?? "";
if (secret.length < 32) {
  throw new Error("COOKIE_SECRET is too short");
}

const mode = process.env.MODE;
if (!mode) {
  console.warn("MODE is not set");
}
