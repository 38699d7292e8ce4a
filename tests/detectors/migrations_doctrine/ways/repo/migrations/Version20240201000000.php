<?php
final class Version20240201000000 extends AbstractMigration
{
    public function up(Schema $schema): void { $this->addSql('DROP TABLE old'); }
    public function down(Schema $schema): void { $this->throwIrreversibleMigrationException(); }
}
