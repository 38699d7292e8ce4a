const express = require("express");
const health = require("./health");

const app = express();
const api = express.Router();

app.get("/healthz", (req, res) => res.json({ status: "ok", version: "1" }));
api.get("/ready", async (req, res) => {
  const checks = { database: "ok", cache: "ok" };
  res.status(200).send(checks);
});
app.use("/api", api);
app.use("/health", health);
app.post("/ping", (req, res) => res.end());
app.route("/alive").get((req, res) => res.end());

fetch("/healthcheck", { method: "GET" });
module.exports = app;
