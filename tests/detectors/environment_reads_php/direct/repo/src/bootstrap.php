<?php

$host = getenv('MAIL_HOST') ?: 'localhost';
$mode = $_ENV['MODE'] ?? 'fast';
$env = $_SERVER['APP_ENV'];
$agent = $_SERVER['HTTP_USER_AGENT'];
$script = $_SERVER['SCRIPT_NAME'];
$key = getenv('API_KEY');
if (!$key) {
    throw new RuntimeException('API_KEY');
}
$zone = $_ENV['ZONE'] ?? throw new RuntimeException('ZONE');
$all = getenv();

class Settings
{
    const PREFIX = 'CACHE_PREFIX';

    public static function get(string $name, $default = null)
    {
        return $_ENV[$name] ?? $default;
    }

    public function load()
    {
        return [self::get('LEVEL', 'info'), getenv(self::PREFIX)];
    }
}
