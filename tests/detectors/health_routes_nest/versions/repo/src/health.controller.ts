import { Controller, Get, VERSION_NEUTRAL } from "@nestjs/common";

@Controller("health")
export class HealthController {
  @Get()
  check() {
    return { status: "ok" };
  }
}

@Controller({ path: "livez", version: VERSION_NEUTRAL })
export class LiveController {
  @Get()
  check() {
    return {};
  }
}

@Controller({ path: "readyz", version: "2" })
export class ReadyController {
  @Get()
  check() {
    return {};
  }
}
