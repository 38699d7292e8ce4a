lifetime.ApplicationStopping.Register(() => Drain());
AppDomain.CurrentDomain.ProcessExit += (s, e) => Drain();
class Worker : BackgroundService
{
    public override async Task StopAsync(CancellationToken token) { }
}
