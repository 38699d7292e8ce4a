package shop;

import org.springframework.web.bind.annotation.GetMapping;

@FeignClient("payments")
public interface PaymentsClient {
    @GetMapping("/health")
    String health();
}
