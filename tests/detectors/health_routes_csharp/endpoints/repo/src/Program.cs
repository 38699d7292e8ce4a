var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
var api = app.MapGroup("/api");
api.MapGet("/health", () => Results.Ok(new { status = "ok", version }));
app.MapHealthChecks("/hc", new HealthCheckOptions { ResponseWriter = WriteJson });
app.MapGroup("/internal").MapHealthChecks("/healthz/ready");
app.MapMetrics();
app.MapPost("/ping", () => "pong");
// app.MapHealthChecks("/commented");
