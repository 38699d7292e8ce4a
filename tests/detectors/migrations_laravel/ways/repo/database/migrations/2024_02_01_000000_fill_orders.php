<?php
use Illuminate\Database\Migrations\Migration;
return new class extends Migration {
    public function up(): void { DB::table('orders')->update(['x' => 1]); }
    public function down(): void
    {
        //
    }
};
