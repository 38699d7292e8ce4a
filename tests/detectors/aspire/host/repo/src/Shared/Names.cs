public static class Names
{
    public const string Api = "api";
    public const string Web = "web";
}
