<?php

use Illuminate\Support\Facades\Route;

Route::get('/health', [HealthController::class, 'index']);
Route::prefix('v1')->group(function () {
    Route::get('ready', fn () => response()->json(['ready' => true]));
});
Route::post('/ping', 'PingController@ping');
