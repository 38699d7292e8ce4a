package shop;

import java.util.Map;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/api")
public class StatusController {
    @GetMapping("/health")
    public Map<String, Object> health() {
        return Map.of("status", "UP", "db", check());
    }

    @GetMapping(value = "ready", produces = "text/plain")
    public String ready() {
        return "ok";
    }

    @PostMapping("/ping")
    public String notAsked() {
        return "ok";
    }

    @GetMapping("/orders/status")
    public String order() {
        return "shipped";
    }
}
