<?php
pcntl_signal(SIGTERM, fn () => exit);
