import { Controller, Get, Post } from "@nestjs/common";
import { HealthCheck, HealthCheckService } from "@nestjs/terminus";

@Controller("health")
export class HealthController {
  constructor(private readonly health: HealthCheckService) {}

  @Get()
  @HealthCheck()
  check() {
    return this.health.check([]);
  }

  @Get("live")
  live() {
    return { status: "ok" };
  }

  @Post("ready")
  ready() {
    return {};
  }
}

@Controller()
class RootController {
  @Get("healthz")
  healthz() {
    return { ok: true };
  }
}
