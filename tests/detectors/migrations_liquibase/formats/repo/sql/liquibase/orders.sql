--liquibase formatted sql
--changeset a:10
CREATE TABLE x (id INT);
--rollback DROP TABLE x;
--changeset a:11
DROP TABLE y;
