using Shop.Shared;

var builder = DistributedApplication.CreateBuilder(args);

var dbPassword = builder.AddParameter("db-password", secret: true);
var region = builder.AddParameter("region");
var server = builder.AddPostgres("pg", password: dbPassword)
    .WithDataVolume();
var orders = server.AddDatabase("orders");
var cache = builder.AddRedis("cache");
var mail = builder.AddConnectionString("mail");

var migrate = builder.AddProject<Projects.Shop_Migrations>("migrate")
    .WithReference(orders).WaitFor(orders);

var api = builder
    .AddProject<Projects.Shop_Api>(Names.Api)
    .WithReference(orders)
    .WithReference(cache)
    .WithReference(cache)
    .WithEnvironment("LOG_LEVEL", "info")
    .WithEnvironment("MAIL", mail)
    .WithEnvironment("API_TOKEN", "tok-4Fh29dKq81ZsLp0Wq7")
    .WithHttpHealthCheck("/health")
    .WithHttpEndpoint(port: 5080, targetPort: 8080, name: "http")
    .WithReplicas(2)
    .WaitForCompletion(migrate);

var proxy = builder.AddContainer("proxy", "nginx", "1.27")
    .WithHttpEndpoint(9000, 80);

builder.AddDockerfile("worker", "../worker", "Dockerfile.worker").WaitFor(api);
builder.AddNpmApp("web", "../web").WithReference(api).WithHttpEndpoint(port: 3000, env: "PORT");
builder.AddKeycloak("login", 8080).WithExternalHttpEndpoints();

// Only for looking into the database while developing.
builder.AddContainer("browser", "adminer").ExcludeFromManifest();
if (builder.ExecutionContext.IsRunMode)
{
    builder.AddContainer("mail-catcher", "axllent/mailpit");
}

var search = builder.AddAzureSearch("search");
builder.AddTracing();
proxy.WithReference(api);

if (args.Length > 3)
{
    builder.AddReports();
}

builder.Build().Run();
