<?php
use Illuminate\Database\Migrations\Migration;
return new class extends Migration {
    public function up(): void { Schema::create('orders', fn ($table) => $table->id()); }
    public function down(): void { Schema::dropIfExists('orders'); }
};
