[ApiController]
[Route("api/[controller]")]
public class HealthController : ControllerBase
{
    [HttpGet]
    public IActionResult Get() => Ok(new { status = "ok" });

    [HttpGet("live")]
    public IActionResult Live() => Ok();

    [HttpPost("ready")]
    public IActionResult NotAsked() => Ok();
}
