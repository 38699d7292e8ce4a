<?php $x = env('ONLY_IN_TESTS');
