<?php

use Slim\Factory\AppFactory;

$app = AppFactory::create();
$app->group('/api', function ($group) {
    $group->get('/health', function ($request, $response) {
        $response->getBody()->write(json_encode(['status' => 'ok']));
        return $response;
    });
});
