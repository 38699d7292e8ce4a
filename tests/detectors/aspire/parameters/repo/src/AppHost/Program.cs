var builder = DistributedApplication.CreateBuilder(args);
var sqlPassword = builder.AddParameter("sqlPassword", secret: true);
var apiKey = builder.AddParameter("apiKey", true);
var region = builder.AddParameter("region");
var shown = builder.AddParameter("shown", secret: false);
var named = builder.AddParameter(name, secret: true);
builder.AddSqlServer("sql", builder.AddParameter("innerPassword", secret: true));
