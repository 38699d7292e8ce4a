<?php

return [
    'default' => env('DB_CONNECTION', 'pgsql'),
    'host' => env('DB_HOST'),
    'password' => env('DB_PASSWORD', 'hunter2hunter2'),
    'debug' => (bool) env('APP_DEBUG', false),
];
