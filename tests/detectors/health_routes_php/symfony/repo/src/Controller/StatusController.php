<?php

namespace App\Controller;

use Symfony\Component\Routing\Attribute\Route;

#[Route('/internal')]
class StatusController
{
    #[Route('/healthz', name: 'healthz', methods: ['GET'])]
    public function check(): JsonResponse
    {
        return new JsonResponse(['status' => 'ok']);
    }

    #[Route('/ready', methods: ['POST'])]
    public function notAsked(): JsonResponse
    {
        return new JsonResponse([]);
    }
}
