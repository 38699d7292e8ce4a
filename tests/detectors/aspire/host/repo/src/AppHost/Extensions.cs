public static class Extensions
{
    public static void AddTracing(this IDistributedApplicationBuilder builder)
    {
        builder.AddContainer("tracing", "jaegertracing/all-in-one:1.60");
    }

    // Called only where somebody asks for it.
    public static void AddReports(this IDistributedApplicationBuilder builder)
    {
        builder.AddProject<Projects.Shop_Api>("reports");
    }
}
