<?php
use React\Socket\SocketServer;
$socket = new SocketServer('0.0.0.0:' . getenv('QUOTE_PORT'));
