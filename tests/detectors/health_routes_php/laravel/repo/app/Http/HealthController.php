<?php

class HealthController
{
    public function index()
    {
        return response()->json(['status' => 'ok', 'db' => ['up' => true]]);
    }
}
