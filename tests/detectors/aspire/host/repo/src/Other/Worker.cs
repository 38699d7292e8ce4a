// No host: another builder that has methods of such names.
var services = new ServiceCollection();
services.AddRedis("not-a-resource");
