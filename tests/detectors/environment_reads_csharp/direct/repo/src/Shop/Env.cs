static class Env
{
    const string Zone = "ZONE";

    public static string Read(string name, string fallback = null)
    {
        return Environment.GetEnvironmentVariable(name) ?? fallback;
    }

    static string zone = Read(Zone, "a");
}
