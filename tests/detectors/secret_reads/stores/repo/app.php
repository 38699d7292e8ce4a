<?php
$client->getSecretValue(['SecretId' => 'shop/php']);
