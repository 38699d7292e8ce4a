public partial class Fill : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE Orders SET X = 1");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
    }
}
