import http from "node:http";

http.createServer((req, res) => {
  const { pathname } = new URL(req.url, "http://localhost");
  if (req.url === "/healthz") {
    res.end(JSON.stringify({ status: "ok" }));
    return;
  }
  switch (pathname) {
    case "/livez":
      res.end("ok");
      break;
  }
  if (pathname === "/readyz") return next();
});
