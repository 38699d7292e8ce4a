var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(options => options.ListenAnyIP(5001));
var app = builder.Build();
app.Run("http://0.0.0.0:8085");
