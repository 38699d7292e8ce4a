import { MigrationInterface, QueryRunner } from "typeorm";

export class CreateUser1715028537217 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "user" (id int)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    throw new Error("restore the backup");
  }
}
