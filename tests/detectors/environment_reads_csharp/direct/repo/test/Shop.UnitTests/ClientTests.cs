class ClientTests { string x = Environment.GetEnvironmentVariable("ONLY_IN_TESTS"); }
