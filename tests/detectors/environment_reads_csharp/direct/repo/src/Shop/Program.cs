using System;

var builder = WebApplication.CreateBuilder(args);
var region = Environment.GetEnvironmentVariable("REGION") ?? "eu";
var key = Environment.GetEnvironmentVariable("SIGNING_KEY")
    ?? throw new InvalidOperationException("SIGNING_KEY");
var size = builder.Configuration.GetValue<int>("Paging:Size", 20);
var connection = builder.Configuration.GetConnectionString("Orders");
var address = builder.Configuration["Payments:Address"];
var section = builder.Configuration.GetSection("Mail")["Host"] ?? "localhost";
var must = builder.Configuration["Must:Be:There"] ?? throw new Exception();

string mode = Environment.GetEnvironmentVariable("MODE");
if (string.IsNullOrEmpty(mode))
{
    throw new Exception("MODE");
}

var token = Environment.GetEnvironmentVariable("TOKEN");
ArgumentNullException.ThrowIfNull(token);

var port = int.Parse(Environment.GetEnvironmentVariable("PORT"));
var names = new Dictionary<string, string>();
var other = names["Not:Configuration"];
