<?php
final class Version20240101000000 extends AbstractMigration
{
    public function up(Schema $schema): void { $this->addSql('CREATE TABLE orders (id INT)'); }
    public function down(Schema $schema): void { $this->addSql('DROP TABLE orders'); }
}
